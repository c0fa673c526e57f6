package io.kafkadlq.bench.retry;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Run;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Some records are due at random instants; who has to begin them, and how late each is begun, differs. */
record Punctuality(String name, Optional<String> limit, Waiter waiter) implements Contender {

    static final int RECORDS = 200;

    /** The instants lie within so long. */
    private static final Duration WITHIN = Duration.ofSeconds(10);

    /** The records are durable before the first is due. */
    private static final Duration BEFORE = Duration.ofSeconds(1);

    private static final Duration LONGEST = BEFORE.plus(WITHIN).plusSeconds(5);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Whoever waits for the instants. */
    @FunctionalInterface
    interface Waiter {

        /** @return what is to be closed when all have begun */
        AutoCloseable await(List<Instant> due, Lateness lateness);
    }

    @Override
    public Run run(Duration bound) {
        var lateness = new Lateness(RECORDS);
        // A store keeps milliseconds.
        var start = Instant.ofEpochMilli(System.currentTimeMillis()).plus(BEFORE);
        var due = Stream.generate(
                        () -> start.plusMillis(ThreadLocalRandom.current().nextLong(WITHIN.toMillis())))
                .limit(RECORDS)
                .toList();
        var waiting = waiter.await(due, lateness);
        try (waiting) {
            long end = System.nanoTime() + (bound.compareTo(LONGEST) < 0 ? bound : LONGEST).toNanos();
            while (!lateness.isOver() && System.nanoTime() < end) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } catch (Exception e) {
            throw new IllegalStateException(name + " does not end", e);
        }
        return new Run(lateness.figures(), lateness.defects());
    }

    /** One thread that sleeps until each instant: what it shows is the machine's own. */
    static AutoCloseable sleeping(List<Instant> due, Lateness lateness) {
        var order = IntStream.range(0, due.size())
                .boxed()
                .sorted((one, other) -> due.get(one).compareTo(due.get(other)))
                .iterator();
        var crew = new Crew(1, () -> {
            int record = order.next();
            long left = Duration.between(Instant.now(), due.get(record)).toNanos();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
            lateness.begun(record, due.get(record), Instant.now());
            return order.hasNext();
        });
        crew.start();
        return crew::stop;
    }

    /** The product on a store, with its defaults. */
    static Waiter product(Store store) {
        return (due, lateness) -> {
            store.restore(Set.of());
            var runtime = Product.start(
                    store.jdbc(),
                    RecordHandler.each(record -> {
                        int number = ByteBuffer.wrap(record.value()).getInt();
                        lateness.begun(number, due.get(number), Instant.now());
                    }),
                    Map.of());
            save(runtime.channel(Product.CHANNEL), due);
            return runtime;
        };
    }

    private static void save(DlqHandler channel, List<Instant> due) {
        var durable = IntStream.range(0, due.size())
                .mapToObj(number -> {
                    var record = channel.newRecord(Payload.of(null, Executions.value(number), DlqHeaders.none()));
                    var metadata = ProcessingMetadata.createdAt(record.id().timestamp())
                            .withNextAttemptAt(due.get(number));
                    return channel.submit(record.metadata(metadata).build()).toCompletableFuture();
                })
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(durable).join();
    }
}
