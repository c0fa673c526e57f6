package io.kafkadlq.bench.peers;

import java.util.concurrent.atomic.AtomicLongArray;

/** A set of record numbers, a bit each, that many threads add to at once. */
final class Numbers {

    private final AtomicLongArray words;

    Numbers(int upTo) {
        words = new AtomicLongArray((upTo + Long.SIZE - 1) / Long.SIZE);
    }

    /** Adds it; false if it was there. */
    boolean add(int number) {
        long bit = 1L << number;
        long before = words.getAndAccumulate(number / Long.SIZE, bit, (word, added) -> word | added);
        return (before & bit) == 0;
    }

    boolean contains(int number) {
        return (words.get(number / Long.SIZE) & 1L << number) != 0;
    }
}
