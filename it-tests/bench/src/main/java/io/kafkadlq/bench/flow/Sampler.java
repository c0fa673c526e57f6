package io.kafkadlq.bench.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at gauges and counters again and again, at moments that do not drift: a look that comes late does not put off those
 * after it, looks that were missed are left out, and a counter's rate is over the time that has really passed.
 *
 * <p>Threading: columns are added before the start; {@link #look} then belongs to the sampler's thread.
 */
final class Sampler {

    private final List<Runnable> beforeEach = new ArrayList<>();
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final List<Double> seconds = new ArrayList<>();
    private final long startNanos;
    private long lookedNanos;

    /** What a column shows of so many seconds. */
    @FunctionalInterface
    private interface Column {

        double after(double seconds);
    }

    Sampler(long startNanos) {
        this.startNanos = startNanos;
        this.lookedNanos = startNanos;
    }

    /** Is done before the columns of a look are read: what several of them have in common. */
    Sampler beforeEach(Runnable preparation) {
        beforeEach.add(preparation);
        return this;
    }

    /** A value as it is. */
    Sampler gauge(String name, DoubleSupplier gauge) {
        columns.put(name, passed -> gauge.getAsDouble());
        return this;
    }

    /** How much a counter grows in a second. */
    Sampler rate(String name, LongSupplier counter) {
        long[] last = {counter.getAsLong()};
        columns.put(name, passed -> {
            long now = counter.getAsLong();
            double rate = (now - last[0]) / passed;
            last[0] = now;
            return rate;
        });
        return this;
    }

    /** Looks at everything once. */
    void look(long nanos) {
        double passed = (nanos - lookedNanos) / 1e9;
        lookedNanos = nanos;
        beforeEach.forEach(Runnable::run);
        seconds.add((nanos - startNanos) / 1e9);
        columns.forEach((name, column) ->
                values.computeIfAbsent(name, unseen -> new ArrayList<>()).add(column.after(passed)));
    }

    Recording recording() {
        return new Recording(seconds, values);
    }

    /** Looks every so often from now on, on a thread of its own. */
    Running start(Duration every) {
        return new Running(this, every.toNanos());
    }

    /** A sampler at work. What a look throws ends it, and is thrown on when it is stopped. */
    static final class Running {

        private final Sampler sampler;
        private final Thread thread;
        private volatile boolean stopped;
        private volatile @Nullable RuntimeException failure;

        private Running(Sampler sampler, long everyNanos) {
            this.sampler = sampler;
            this.thread = new Thread(() -> run(everyNanos), "sampler");
            thread.setDaemon(true);
            thread.start();
        }

        private void run(long everyNanos) {
            try {
                long due = sampler.startNanos;
                while (!stopped) {
                    due += everyNanos * (1 + Math.max(0, System.nanoTime() - due - 1) / everyNanos);
                    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    sampler.look(System.nanoTime());
                }
            } catch (RuntimeException trouble) {
                failure = trouble;
            }
        }

        /** Returns what was seen until now. */
        Recording stop() {
            stopped = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the sampler ends", e);
            }
            if (failure != null) {
                throw new IllegalStateException("The sampler failed", failure);
            }
            return sampler.recording();
        }
    }
}
