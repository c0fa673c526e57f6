package io.kafkadlq.core.redrive;

import io.kafkadlq.api.model.DlqHeaders;

/** The port to those who know what the headers of dead letters mean. */
public interface DeadLetterHeaders {

    /** Whether a header describes the failure, rather than belonging to the record that failed. */
    boolean ownedByAny(String headerName);

    /** How often the record has been published again before, as it says itself; 0 if it does not. */
    int redriveCount(DlqHeaders headers);
}
