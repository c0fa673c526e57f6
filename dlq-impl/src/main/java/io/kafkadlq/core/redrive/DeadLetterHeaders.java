package io.kafkadlq.core.redrive;

import io.kafkadlq.api.model.DlqHeaders;
import java.util.List;

/** The port to those who know what the headers of dead letters mean. */
public interface DeadLetterHeaders {

    /** Whether a header describes the failure in one of these dialects, rather than belonging to the record that failed. */
    boolean ownedBy(List<String> dialects, String headerName);

    /** How often the record has been published again before, as it says itself; 0 if it does not. */
    int redriveCount(DlqHeaders headers);
}
