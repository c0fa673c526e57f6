package io.kafkadlq.core.redrive;

import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The headers of a record that is published again: those it had before it became a dead letter, in their order, and two
 * of ours. Together these two tell a consumer that two arrivals are the same redrive.
 */
public final class RedriveHeaders {

    /** The id of the dead letter that is published again. */
    public static final String RECORD_ID = "dlq-record-id";

    /** How often it has been published again, this time included. */
    public static final String REDRIVE_COUNT = "dlq-redrive-count";

    private static final Set<String> OURS = Set.of(RECORD_ID, REDRIVE_COUNT);

    private RedriveHeaders() {}

    /** Those by which the failure was described are left out. */
    static DlqHeaders of(DlqRecord record, int redriveCount, DeadLetterHeaders meaning) {
        var headers = new DlqHeaders.Builder();
        for (DlqHeader header : record.payload().headers().list()) {
            if (!OURS.contains(header.name())
                    && !meaning.ownedBy(record.summary().dialects(), header.name())) {
                headers.add(header);
            }
        }
        return headers.add(RECORD_ID, text(record.id().toString()))
                .add(REDRIVE_COUNT, text(Integer.toString(redriveCount)))
                .build();
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
