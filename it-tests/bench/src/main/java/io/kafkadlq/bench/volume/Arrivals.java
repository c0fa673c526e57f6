package io.kafkadlq.bench.volume;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.core.time.RecordIds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Dead letters that come in one after another, of 1 KiB that does not compress. Threading: one thread. */
final class Arrivals {

    private static final int VALUE_BYTES = 1024;
    private static final int KEYS = 10_000;

    private final byte[] value = new byte[VALUE_BYTES];

    /** Owned by the one thread. */
    private long next;

    Arrivals() {
        var random = new Random(20261128);
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) ('A' + random.nextInt(58));
        }
    }

    List<DlqRecord> batch(int records) {
        long first = next;
        next += records;
        return LongStream.range(first, next).mapToObj(this::letter).toList();
    }

    private DlqRecord letter(long number) {
        var id = RecordIds.next();
        var now = id.timestamp();
        byte[] key = ("arrival-" + number % KEYS).getBytes(StandardCharsets.US_ASCII);
        return DlqRecord.builder(id, Volume.CHANNEL, Payload.of(key, value, DlqHeaders.none()))
                .source(new Source("arrivals", 0, number, now.toEpochMilli()))
                .failure(Failure.unexplained().withExceptionClass(Text.of("java.net.ConnectException")))
                .metadata(ProcessingMetadata.createdAt(now).withNextAttemptAt(now))
                .sequence(new Sequence(number % KEYS, number))
                .build();
    }
}
