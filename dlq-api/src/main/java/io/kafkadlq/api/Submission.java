package io.kafkadlq.api;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What became of a record that was offered without waiting for room. */
public sealed interface Submission {

    /**
     * The record was taken.
     *
     * @param receipt completes when it is durable, and not before
     */
    record Accepted(CompletionStage<Receipt> receipt) implements Submission {}

    /**
     * There was no room: the record was not taken, its owner still has it.
     *
     * @param retryAfter when it may be worth trying again
     */
    record Overloaded(Duration retryAfter) implements Submission {}

    /** The one place that tells the two apart. */
    default <R> R fold(
            Function<? super CompletionStage<Receipt>, ? extends R> accepted,
            Function<? super Duration, ? extends R> overloaded) {
        return this instanceof Accepted taken
                ? accepted.apply(taken.receipt())
                : overloaded.apply(((Overloaded) this).retryAfter());
    }
}
