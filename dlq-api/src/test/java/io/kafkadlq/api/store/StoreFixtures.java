package io.kafkadlq.api.store;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.model.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Dead letters for tests of storages: ids that grow, positions that never repeat. */
public final class StoreFixtures {

    private static final long FIRST_MILLIS = 1_790_000_000_000L;
    private static final AtomicLong SEQUENCE =
            new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 30) << 8);

    private StoreFixtures() {}

    /** The next id: greater than all before it, as its clock is a counter. */
    public static RecordId nextId() {
        long next = SEQUENCE.incrementAndGet();
        return new RecordId((FIRST_MILLIS + (next >>> 12)) << 16 | 0x7000 | (next & 0xFFF), randomLow());
    }

    private static long randomLow() {
        return ThreadLocalRandom.current().nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    }

    public static DlqRecord.Builder on(String topic, int partition, long offset) {
        return on(topic, partition, offset, simplePayload());
    }

    public static DlqRecord.Builder on(String topic, int partition, long offset, Payload payload) {
        return DlqRecord.builder(nextId(), "default", payload)
                .source(new Source(topic, partition, offset, FIRST_MILLIS));
    }

    /** A record that no topic holds. */
    public static DlqRecord.Builder fromCode() {
        return DlqRecord.builder(nextId(), "default", simplePayload());
    }

    public static Payload simplePayload() {
        return Payload.of(utf8("key"), utf8("value"), DlqHeaders.none());
    }

    /** A record with every part filled. */
    public static DlqRecord complete(String topic, long offset) {
        var headers = new DlqHeaders.Builder()
                .add("twice", utf8("one"))
                .add("null", null)
                .add("empty", new byte[0])
                .add("twice", utf8("two"))
                .build();
        return on(topic, 3, offset, Payload.of(utf8("k"), new byte[] {0, -1, 127, -128}, headers))
                .status(DlqStatus.FAILED)
                .errorType(ErrorType.DESERIALIZATION)
                .origin(Origin.unknown()
                        .withTopic("orders")
                        .withPartition(7)
                        .withOffset(Long.MAX_VALUE)
                        .withTimestampMillis(0)
                        .withGroup("billing"))
                .dialects(List.of("spring-classic", "dlq"))
                .problems(List.of("header a\nis \\odd\\", "", "header b=c"))
                .failure(Failure.unexplained()
                        .withExceptionClass(Text.of("com.example.Wrapper"))
                        .withRootCauseClass(Text.of("com.example.Cause"))
                        .withMessage(Text.of("could not read ‘Größe’ \uD83D\uDE80"))
                        .withStackTrace(Text.of("com.example.Wrapper: …\n\tat com.example.Foo.bar(Foo.java:1)\n"))
                        .withDeliveries(0))
                .build();
    }

    public static AuditEntry audited(DlqRecord dlqRecord, String action) {
        return new AuditEntry(
                Instant.ofEpochMilli(FIRST_MILLIS + SEQUENCE.incrementAndGet() % 1_000_000_000L),
                "jane",
                action,
                dlqRecord.id(),
                "DONE",
                Map.of("topic", "orders", "a=b\\", "multi\nline"));
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a stage of a storage ends with. */
    public static <T> StorageResult<T> result(CompletionStage<StorageResult<T>> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** What a stage of a storage ends with, which must be a success. */
    public static <T> T value(CompletionStage<StorageResult<T>> stage) {
        return result(stage)
                .fold(
                        value -> value,
                        failed -> {
                            throw new AssertionError("retryable=" + failed.retryable(), failed.cause());
                        },
                        missing -> {
                            throw new AssertionError("not found");
                        },
                        conflict -> {
                            throw new AssertionError(conflict.toString());
                        });
    }
}
