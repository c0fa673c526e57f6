package io.kafkadlq.bench.retry;

import io.kafkadlq.bench.harness.Defects;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts how often each record was handled: the whole work of the handlers of this suite. Thread-safe. */
final class Executions {

    private static final int VALUE_BYTES = 1024;

    private final AtomicIntegerArray times;
    private final LongAdder all = new LongAdder();

    Executions(int records) {
        this.times = new AtomicIntegerArray(records);
    }

    /** The value of a record: its number, and letters that no compression makes small. */
    static byte[] value(int number) {
        var random = ThreadLocalRandom.current();
        var value = new byte[VALUE_BYTES];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) ('A' + random.nextInt(58));
        }
        ByteBuffer.wrap(value).putInt(number);
        return value;
    }

    void handle(byte[] value) {
        times.incrementAndGet(ByteBuffer.wrap(value).getInt());
        all.increment();
    }

    int records() {
        return times.length();
    }

    long count() {
        return all.sum();
    }

    /** @param done how many the store says are done; those of them that nobody handled are lost */
    Defects against(long done) {
        long handled = 0;
        for (int record = 0; record < times.length(); record++) {
            handled += Math.min(1, times.get(record));
        }
        return Defects.of(Math.max(0, done - handled), count() - handled);
    }
}
