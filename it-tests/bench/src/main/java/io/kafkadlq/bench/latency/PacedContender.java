package io.kafkadlq.bench.latency;

import io.kafkadlq.bench.harness.Allocation;
import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Meter;
import io.kafkadlq.bench.harness.Run;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.line.Line;
import io.kafkadlq.bench.line.Pool;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Sends records down a line at a steady rate, in a burst each millisecond as a consumer's poll brings them. */
final class PacedContender implements Contender {

    private static final long TICK_NANOS = 1_000_000;
    private static final int WARM_UP_TICKS = 1_000;
    private static final int TICKS = 4_000;
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final String name;
    private final Optional<String> limit;
    private final Offer offer;
    private final Lines lines;

    /**
     * The records that come.
     *
     * @param burst how many each millisecond
     * @param ordered whether the order of keys is looked at
     */
    record Offer(Pool pool, int burst, boolean ordered, Probe.Handler handler) {}

    /** Makes a line that ends in the probe. */
    @FunctionalInterface
    interface Lines {

        Line to(Line.End end);
    }

    PacedContender(String name, Optional<String> limit, Offer offer, Lines lines) {
        this.name = name;
        this.limit = limit;
        this.offer = offer;
        this.lines = lines;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> limit() {
        return limit;
    }

    @Override
    public Run run(Duration bound) {
        var probe = new Probe(offer.pool(), offer.ordered(), offer.handler());
        var figures = new EnumMap<Unit, Double>(Unit.class);
        var line = lines.to(probe);
        int sent = 0;
        try {
            sent = publish(line, probe, 0, WARM_UP_TICKS);
            probe.startRecording();
            figures.putAll(measure(line, probe, sent));
            sent += TICKS * offer.burst();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            line.close(DRAIN);
        }
        figures.putAll(probe.waits());
        return new Run(figures, new Defects(probe.orderViolations(), sent - probe.taken(), 0));
    }

    private Map<Unit, Double> measure(Line line, Probe probe, int sent) throws InterruptedException {
        double records = (double) TICKS * offer.burst();
        var allocation = Allocation.start();
        var meter = Meter.start();
        publish(line, probe, sent, TICKS);
        double nanos = meter.elapsedNanos();
        return Map.of(
                Unit.RATE, records * 1e9 / nanos,
                Unit.CORES, meter.cpuNanos() / nanos,
                Unit.ALLOCATED, allocation.bytes() / records);
    }

    /** Behind its time, it sends without a pause; each record's wait counts from when its burst was due. */
    private int publish(Line line, Probe probe, int firstNumber, int ticks) throws InterruptedException {
        int number = firstNumber;
        long start = System.nanoTime();
        for (int tick = 1; tick <= ticks; tick++) {
            long due = start + tick * TICK_NANOS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            for (int i = 0; i < offer.burst(); i++) {
                int index = offer.pool().index(number);
                probe.due(index, number, due);
                line.offer(index);
                number++;
            }
            line.endOfBurst();
        }
        return number;
    }
}
