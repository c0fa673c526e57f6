package io.kafkadlq.bench.memory;

import io.kafkadlq.bench.harness.Allocation;
import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Meter;
import io.kafkadlq.bench.harness.Run;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.line.Line;
import io.kafkadlq.bench.line.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Sends records down a line as fast as it takes them, and counts what that costs in time and in garbage. */
final class FlatOutContender implements Contender {

    private static final int WARM_UP = 500_000;
    private static final int RECORDS = 2_000_000;
    private static final int BURST = 100;
    private static final long LOOK_NANOS = Duration.ofMillis(1).toNanos();

    private final String name;
    private final Pool pool;
    private final Function<Line.End, Line> lines;

    FlatOutContender(String name, Pool pool, Function<Line.End, Line> lines) {
        this.name = name;
        this.pool = pool;
        this.lines = lines;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> limit() {
        return Optional.empty();
    }

    @Override
    public Run run(Duration bound) {
        var taken = new LongAdder();
        try (var line = lines.apply(index -> taken.increment())) {
            send(line, taken, 0, WARM_UP);
            var allocation = Allocation.start();
            var meter = Meter.start();
            send(line, taken, WARM_UP, WARM_UP + RECORDS);
            var figures = meter.stop(RECORDS);
            figures.put(Unit.ALLOCATED, allocation.bytes() / (double) RECORDS);
            return new Run(figures, Defects.of(WARM_UP + RECORDS - taken.sum(), 0));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stopped);
        }
    }

    /** Returns when all have come out at the other end. */
    private void send(Line line, LongAdder taken, int from, int to) throws InterruptedException {
        for (int number = from; number < to; number++) {
            line.offer(pool.index(number));
            if (number % BURST == BURST - 1) {
                line.endOfBurst();
            }
        }
        line.endOfBurst();
        while (taken.sum() < to) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
