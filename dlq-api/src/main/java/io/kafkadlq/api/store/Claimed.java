package io.kafkadlq.api.store;

import io.kafkadlq.api.model.DlqRecord;
import java.util.List;

/**
 * What a claim brought.
 *
 * @param records now RETRYING; several of one sequence follow each other in its order, without a gap, and the first of them
 *     waits for none: they are to be handled in that order, and those behind one that did not succeed given back
 * @param parked due records found to wait for one before them in their sequence; they are looked at again when that is out
 *     of their way, and not before. If there are any, more may be due than was claimed
 */
public record Claimed(List<DlqRecord> records, int parked) {

    public Claimed {
        records = List.copyOf(records);
    }
}
