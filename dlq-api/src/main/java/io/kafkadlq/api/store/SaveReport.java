package io.kafkadlq.api.store;

import io.kafkadlq.api.model.RecordId;
import java.util.Map;

/**
 * What became of a batch: every record of it is durable now, either as it was given or because it was there before.
 *
 * @param duplicates for each record not stored again, by the id it was given: the id it has had since its first intake
 */
public record SaveReport(Map<RecordId, RecordId> duplicates) {

    private static final SaveReport ALL_STORED = new SaveReport(Map.of());

    public SaveReport {
        duplicates = Map.copyOf(duplicates);
    }

    public static SaveReport allStored() {
        return ALL_STORED;
    }
}
