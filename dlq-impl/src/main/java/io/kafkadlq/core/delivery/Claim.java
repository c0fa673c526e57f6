package io.kafkadlq.core.delivery;

/** A consumer's hold on one partition, from its assignment to its revocation: what deliveries belong to. */
public interface Claim {

    /** A number that tells the claims of this process apart; consecutive ones are close to each other. */
    int number();

    /** Whether the partition may be another consumer's by now; then what has not been started is not to be. */
    boolean isRevoked();

    /** Notes that the handler failed on a record. Any thread. */
    void noteFailure();
}
