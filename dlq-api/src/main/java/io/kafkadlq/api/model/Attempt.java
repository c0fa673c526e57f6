package io.kafkadlq.api.model;

import java.time.Duration;
import java.time.Instant;

/**
 * One run of a handler on a dead letter.
 *
 * @param number counted from 1
 * @param node the instance that ran it
 */
public record Attempt(int number, Instant startedAt, Duration took, String node, Outcome outcome) {

    /** How an attempt ended. */
    public sealed interface Outcome {

        /** The handler returned. */
        record Succeeded() implements Outcome {}

        /** The handler threw. */
        record Failed(Failure failure) implements Outcome {}
    }

    /** @throws IllegalArgumentException if the number is under 1 or the duration negative */
    public Attempt {
        if (number < 1 || took.isNegative()) {
            throw new IllegalArgumentException("Attempt " + number + " that took " + took);
        }
    }
}
