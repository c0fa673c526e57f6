package io.kafkadlq.examples;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.StorageResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Dead letters made by hand, for examples that need no Kafka. */
final class SampleLetters {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private SampleLetters() {}

    /** An order of the customer that failed so; durable when this returns. */
    static RecordId submit(DlqHandler channel, String customer, Exception failure) {
        byte[] key = customer.getBytes(StandardCharsets.UTF_8);
        byte[] value = ("an order of " + customer).getBytes(StandardCharsets.UTF_8);
        var letter = channel.newRecord(Payload.of(key, value, DlqHeaders.none()))
                .failure(Failure.of(failure))
                .build();
        return channel.submit(letter).toCompletableFuture().join().id();
    }

    /** The record, as soon as it is resolved or given up. */
    static RecordSummary awaitEnd(DlqDesk desk, RecordId id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var record = find(desk, id);
        while (record.status() == DlqStatus.PENDING || record.status() == DlqStatus.RETRYING) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Neither resolved nor given up after " + PATIENCE + ": " + record);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            record = find(desk, id);
        }
        return record;
    }

    private static RecordSummary find(DlqDesk desk, RecordId id) {
        return value(desk.find(id).toCompletableFuture().join());
    }

    /** What was asked for; an example has nothing else to go on with. */
    static <T> T value(StorageResult<T> result) {
        return result.fold(
                value -> value,
                failed -> {
                    throw new IllegalStateException("The store failed", failed.cause());
                },
                missing -> {
                    throw new IllegalStateException("There is no such record");
                },
                conflict -> {
                    throw new IllegalStateException("Somebody else changed the record");
                });
    }
}
