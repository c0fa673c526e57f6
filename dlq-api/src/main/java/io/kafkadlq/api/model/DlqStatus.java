package io.kafkadlq.api.model;

/** Where a dead letter stands. */
public enum DlqStatus {
    /** Stored; waits for a retry, a redrive or a person. */
    PENDING,
    /** Claimed by an instance that is running its handler now. */
    RETRYING,
    /** Resolved: its handler succeeded, or Kafka acknowledged its redrive. */
    SUCCESS,
    /** Given up by policy; a person may still redrive it. */
    FAILED,
    /** Older than its channel keeps unresolved records. */
    EXPIRED,
    /** Marked by a person as not needed. */
    SKIPPED,
    /** Parked by a person: neither retried nor expired until released. */
    ON_HOLD;

    /** Whether later records of the same {@link Sequence} wait for one that stands here. */
    public boolean blocksSequence() {
        return this == PENDING || this == RETRYING || this == FAILED;
    }
}
