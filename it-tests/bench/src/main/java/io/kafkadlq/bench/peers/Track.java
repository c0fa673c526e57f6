package io.kafkadlq.bench.peers;

import io.kafkadlq.bench.harness.Meter;
import io.kafkadlq.bench.harness.OrderBook;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What happened to the records of one run, as their handlers saw it. Thread-safe. */
final class Track {

    private static final long LOOK_NANOS = Duration.ofMillis(1).toNanos();

    private final OrderBook order = new OrderBook(Load.KEYS);
    private final Numbers begun;
    private final Numbers handled;
    private final LongAdder repeated = new LongAdder();
    private final LongAdder finished = new LongAdder();
    private final AtomicReference<@Nullable Meter> meter = new AtomicReference<>();

    Track(int records) {
        begun = new Numbers(records);
        handled = new Numbers(records);
    }

    /** A handler gets the record. The first one starts the clock. */
    void begins(byte[] value) {
        if (meter.get() == null) {
            meter.compareAndSet(null, Meter.start());
        }
        int number = Load.number(value);
        if (begun.add(number)) {
            order.begins(Load.key(value), number);
        } else {
            // Order is promised of first deliveries; what was read again is counted as such.
            repeated.increment();
        }
    }

    /** The handler is done with it, either way. */
    void ends(byte[] value) {
        order.ends(Load.key(value), Load.number(value));
    }

    /** It did what it should. */
    void handled(byte[] value) {
        handled.add(Load.number(value));
        finished.increment();
    }

    /** Its dead letter is known to be durable. */
    void deadLettered() {
        finished.increment();
    }

    /** Records handled or dead-lettered. */
    long finished() {
        return finished.sum();
    }

    boolean wasHandled(int number) {
        return handled.contains(number);
    }

    long orderViolations() {
        return order.violations();
    }

    long repeated() {
        return repeated.sum();
    }

    /** The clock that the first record has started; empty if none came in time. */
    Optional<Meter> awaitFirst(Duration within) {
        long start = System.nanoTime();
        while (meter.get() == null && System.nanoTime() - start < within.toNanos()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return Optional.ofNullable(meter.get());
    }
}
