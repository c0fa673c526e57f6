package io.kafkadlq.api.event;

import io.kafkadlq.api.model.RecordId;

/**
 * Something happened to one record: what it says the store has committed. Told by the instance that did it, and by no other;
 * without the record's bytes, which {@link io.kafkadlq.api.DlqDesk#find} and {@code reveal} give.
 */
public sealed interface RecordEvent extends DlqEvent
        permits RecordStored,
                RetryScheduled,
                RecordResolved,
                RecordFailed,
                RecordRedriven,
                RecordHeld,
                RecordReleased,
                RecordSkipped,
                RecordRestored,
                RecordExpired {

    /** Which record. */
    RecordId id();
}
