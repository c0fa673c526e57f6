package io.kafkadlq.bench.flow;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/** How often each record, by its number from 0, came to where it was to come. Thread-safe. */
final class Tally {

    private final AtomicIntegerArray times;

    /** @param records most that may come */
    Tally(int records) {
        times = new AtomicIntegerArray(records);
    }

    void count(int number) {
        times.incrementAndGet(number);
    }

    /** Of so many records, those that never came. */
    long missing(long records) {
        return IntStream.range(0, (int) records)
                .filter(number -> times.get(number) == 0)
                .count();
    }

    /** Arrivals beyond the first of each record. */
    long repeated() {
        return IntStream.range(0, times.length())
                .mapToLong(number -> Math.max(0, times.get(number) - 1))
                .sum();
    }
}
