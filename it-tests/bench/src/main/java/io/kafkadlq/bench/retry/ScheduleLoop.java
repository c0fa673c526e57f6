package io.kafkadlq.bench.retry;

import static io.kafkadlq.bench.database.Storages.value;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.bench.database.Jdbc;
import io.kafkadlq.bench.database.Storages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The product's schedule without its engine, each result awaited on its own: for those to be compared with who do so.
 *
 * @param threads each handles, and waits until what it handled is durable
 * @param claimed how many a claim asks for, for all of them
 */
record ScheduleLoop(int threads, int claimed) implements Worker {

    private static final String NODE = "bench";

    @Override
    public Content content() {
        return Content.KEYED;
    }

    @Override
    public Running prepare(Jdbc jdbc, Executions executions) {
        var storage = Storages.open(jdbc, threads);
        var schedule = storage.schedule().orElseThrow();
        var lease = value(schedule.renew(new Lease(UUID.randomUUID(), NODE, Duration.ofMinutes(10))));
        var request = new ClaimRequest(Product.CHANNEL, lease, claimed, Long.MAX_VALUE);
        var claimer = new Claimer(schedule, request, threads);
        return new Made(storage, new Crew(threads, () -> {
            var next = claimer.next();
            next.ifPresent(record -> handle(record, schedule, executions));
            return next.isPresent();
        }));
    }

    private static void handle(DlqRecord record, DlqSchedule schedule, Executions executions) {
        var startedAt = Instant.now();
        executions.handle(record.payload().value().orElseThrow());
        value(schedule.complete(List.of(Storages.success(NODE, record, startedAt))));
    }

    private record Made(DlqStorage storage, Crew crew) implements Running {

        @Override
        public void begin() {
            crew.start();
        }

        @Override
        public boolean isOver() {
            return crew.isDone();
        }

        @Override
        public void close() {
            crew.stop();
            storage.close();
        }
    }
}
