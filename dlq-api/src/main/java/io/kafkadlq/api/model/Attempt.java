package io.kafkadlq.api.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One run of a handler on a dead letter. Instants are kept to the millisecond and the duration to the microsecond, so that
 * every store gives back what it was given.
 *
 * @param number counted from 1; 0 stands for the failure that a dead letter came with, before anything was tried here
 * @param node the instance that ran it
 */
public record Attempt(int number, Instant startedAt, Duration took, String node, Outcome outcome) {

    /** How an attempt ended. */
    public sealed interface Outcome {

        /** The handler returned. */
        record Succeeded() implements Outcome {}

        /** The handler threw. */
        record Failed(Failure failure) implements Outcome {}

        /** The handler asked for a later attempt. */
        record Postponed(Instant until) implements Outcome {

            public Postponed {
                until = Instant.ofEpochMilli(until.toEpochMilli());
            }
        }

        /** The handler said that another attempt is of no use, and why. */
        record GivenUp(String reason) implements Outcome {}
    }

    /** @throws IllegalArgumentException if the number or the duration is negative */
    public Attempt {
        if (number < 0 || took.isNegative()) {
            throw new IllegalArgumentException("Attempt " + number + " that took " + took);
        }
        startedAt = Instant.ofEpochMilli(startedAt.toEpochMilli());
        took = took.truncatedTo(ChronoUnit.MICROS);
    }
}
