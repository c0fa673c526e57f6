package io.kafkadlq.core.delivery;

import io.kafkadlq.api.model.RecordId;
import java.util.Optional;

/**
 * What deliveries belong to: a consumer's hold on one partition, from its assignment to its revocation, or an instance's hold
 * on one dead letter that it retries.
 */
public interface Claim {

    /** A number that tells the claims of this process apart; consecutive ones are close to each other. */
    int number();

    /** Of {@link #lastToBegin}: not revoked, all may begin. */
    long ALL = Long.MAX_VALUE;

    /** Of {@link #lastToBegin}: nothing more may begin. */
    long NOTHING = -1;

    /** Of {@link #lastToBegin}: the partition is being revoked, and for a moment nobody may begin nor give up. */
    long UNDECIDED = Long.MIN_VALUE;

    /**
     * The number of the last delivery that may still begin: once the partition is revoked, the last that has. Those before
     * it must be done for it to be committed; those behind it are the next owner's.
     */
    long lastToBegin();

    /** Notes that the handler is about to see a record. Any thread. */
    default void noteBegun() {}

    /** Notes that a record has no outcome here, because it may not begin any more or could not be handed on. Any thread. */
    default void noteGivenBack() {}

    /** Which run of a handler on the record this is, from 1. */
    default int attempt() {
        return 1;
    }

    /** The dead letter that is handled again; empty for a record that comes from its topic. */
    default Optional<RecordId> deadLetter() {
        return Optional.empty();
    }

    /** Notes that the handler was done with a record. Any thread. */
    void noteHandled();

    /** Notes that the handler failed on a record. Any thread. */
    void noteFailure();
}
