package io.kafkadlq.core.delivery;

/** A consumer's hold on one partition, from its assignment to its revocation: what deliveries belong to. */
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

    /** Notes that the handler was done with a record. Any thread. */
    void noteHandled();

    /** Notes that the handler failed on a record. Any thread. */
    void noteFailure();
}
