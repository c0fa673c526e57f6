package io.kafkadlq.bench.store;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.core.time.RecordIds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Dead letters of an application whose handler fails: 1 KiB of letters that do not compress, three headers, a place in a
 * sequence, and one of 20 stack traces. All are made before the clock runs.
 */
final class DeadLetters {

    static final int STACK_TRACES = 20;
    static final int VALUE_BYTES = 1024;
    static final String CHANNEL = "bench";
    static final String TOPIC = "orders";

    private static final int PARTITIONS = 6;
    private static final int KEYS = 10_000;
    private static final int STACK_TRACE_BYTES = 2048;

    private final Random random = new Random(20261128);
    private final List<Text> stackTraces =
            IntStream.range(0, STACK_TRACES).mapToObj(DeadLetters::stackTrace).toList();

    private DeadLetters() {}

    static List<List<DlqRecord>> batches(int records, int batchSize) {
        var letters = new DeadLetters();
        var batches = new ArrayList<List<DlqRecord>>();
        for (int from = 0; from < records; from += batchSize) {
            batches.add(IntStream.range(from, Math.min(from + batchSize, records))
                    .mapToObj(letters::letter)
                    .toList());
        }
        return batches;
    }

    /** Which of the stack traces it has; so that nobody needs to read it to tell. */
    static int stackTraceOf(DlqRecord letter) {
        return (int) (letter.source().offset() % STACK_TRACES);
    }

    private DlqRecord letter(int number) {
        int key = number % KEYS;
        long offset = number / PARTITIONS;
        var id = RecordIds.next();
        var now = id.timestamp();
        return DlqRecord.builder(id, CHANNEL, payload(key))
                .source(new Source(TOPIC, number % PARTITIONS, offset, now.toEpochMilli()))
                .origin(Origin.unknown()
                        .withTopic(TOPIC)
                        .withPartition(number % PARTITIONS)
                        .withOffset(offset)
                        .withTimestampMillis(now.toEpochMilli())
                        .withGroup("billing"))
                .dialects(List.of("dlq"))
                .failure(Failure.unexplained()
                        .withExceptionClass(Text.of("com.acme.billing.BillingException"))
                        .withRootCauseClass(Text.of("com.acme.billing.UnknownCustomerException"))
                        .withMessage(Text.of("no customer for order " + number))
                        .withStackTrace(stackTraces.get((int) (offset % STACK_TRACES))))
                .metadata(ProcessingMetadata.createdAt(now).withNextAttemptAt(now))
                .sequence(new Sequence(key, number))
                .build();
    }

    private Payload payload(int key) {
        var value = new byte[VALUE_BYTES];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) ('A' + random.nextInt(58));
        }
        var headers = new DlqHeaders.Builder()
                .add("traceparent", ascii("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                .add("tenant", ascii("acme-" + key % 10))
                .add("content-type", ascii("application/json"))
                .build();
        return Payload.of(ascii("order-" + key), value, headers);
    }

    private static Text stackTrace(int number) {
        var trace = new StringBuilder(STACK_TRACE_BYTES + 100)
                .append("com.acme.billing.BillingException: step ")
                .append(number)
                .append('\n');
        for (int frame = 0; trace.length() < STACK_TRACE_BYTES; frame++) {
            trace.append(
                    "\tat com.acme.billing.Step%d.bill(Step%d.java:%d)\n".formatted(frame, number, 17 * frame + 3));
        }
        return Text.of(trace.toString());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
