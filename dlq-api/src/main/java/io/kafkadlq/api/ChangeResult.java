package io.kafkadlq.api;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.model.RecordSummary;
import java.util.Set;

/** How a change of a record's status ended. */
public sealed interface ChangeResult {

    /** The store has it; this is the record as it is now. */
    record Changed(RecordSummary record) implements ChangeResult {}

    /**
     * Nothing was changed, and why.
     *
     * @param status the record's
     * @param allowed what people may do with a record of that status
     */
    record Refused(Reason reason, String explanation, DlqStatus status, Set<RecordAction> allowed)
            implements ChangeResult {

        public Refused {
            allowed = Set.copyOf(allowed);
        }
    }

    /** No such record. */
    record NotFound() implements ChangeResult {}

    /** Someone changed the record meanwhile; this is its version now. */
    record Conflict(long expectedVersion, long actualVersion) implements ChangeResult {}

    /** The store failed; unless its answer alone was lost, the record is what it was. */
    record Failed(Throwable cause) implements ChangeResult {}

    /** Why nothing was changed. */
    enum Reason {
        /** The record's status does not allow it; RETRYING allows nothing until its handler is done. */
        STATUS,
        /** Nobody retries the dead letters of its channel. */
        NO_HANDLER,
        /** A handler cannot be given it, as not all of its key and value is here or to be had. */
        PAYLOAD
    }
}
