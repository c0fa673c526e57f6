package io.kafkadlq.bench.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Records made before and used again and again, so that whatever is allocated on a line is the line's own. Their number is
 * a power of two, and their offset is their index.
 */
public final class Pool {

    private static final int SIZE = 1 << 17;
    private static final int VALUE_BYTES = 1024;

    private final ConsumerRecord<byte[], byte[]>[] records;
    private final int[] keys = new int[SIZE];

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Pool(IntUnaryOperator keyOf) {
        records = new ConsumerRecord[SIZE];
        var value = new byte[VALUE_BYTES];
        for (int index = 0; index < SIZE; index++) {
            keys[index] = keyOf.applyAsInt(index);
            records[index] = record(index, keys[index], value);
        }
    }

    /** So many keys, at random. */
    public static Pool of(int keys) {
        var random = new Random(20261122);
        return new Pool(index -> random.nextInt(keys));
    }

    /** The same, but one record in so many has key 0, which no other has. */
    public static Pool withOftenKey(int keys, int oneIn) {
        var random = new Random(20261122);
        return new Pool(index -> index % oneIn == 0 ? 0 : 1 + random.nextInt(keys - 1));
    }

    /** So many keys by Zipf's law: the n-th in proportion to 1/n, so that of 10,000 the first has a tenth of all records. */
    public static Pool zipf(int keys) {
        double[] upTo = IntStream.rangeClosed(1, keys).mapToDouble(n -> 1.0 / n).toArray();
        Arrays.parallelPrefix(upTo, Double::sum);
        var random = new Random(20261122);
        return new Pool(index -> {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[keys - 1]);
            return found < 0 ? -found - 1 : found;
        });
    }

    private static ConsumerRecord<byte[], byte[]> record(int index, int key, byte[] value) {
        var bytes = ("order-" + key).getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                "bench",
                0,
                index,
                0,
                TimestampType.CREATE_TIME,
                bytes.length,
                value.length,
                bytes,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    /** The index of the record whose turn it is at this number. */
    public int index(long number) {
        return (int) number & SIZE - 1;
    }

    public ConsumerRecord<byte[], byte[]> record(int index) {
        return records[index];
    }

    public int key(int index) {
        return keys[index];
    }

    public int size() {
        return SIZE;
    }
}
