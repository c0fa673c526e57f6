package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A batch without its own duplicates, in the order of insertion.
 *
 * @param positioned by what makes them unique
 * @param unpositioned records that no topic holds: nothing but their id makes them unique
 * @param duplicates within the batch: for each record left out, the one that stays
 */
record Intake(
        Map<Position, DlqRecord> positioned, Map<UUID, DlqRecord> unpositioned, Map<RecordId, RecordId> duplicates) {

    static Intake of(List<DlqRecord> batch) {
        var intake = new Intake(new TreeMap<>(Position.ORDER), new TreeMap<>(), new HashMap<>());
        batch.forEach(intake::add);
        return intake;
    }

    private void add(DlqRecord candidate) {
        DlqRecord first = candidate.source().isKnown()
                ? positioned.putIfAbsent(Position.of(candidate), candidate)
                : unpositioned.putIfAbsent(candidate.id().toUuid(), candidate);
        if (first != null) {
            duplicates.put(candidate.id(), first.id());
        }
    }

    List<DlqRecord> records() {
        var records = new ArrayList<>(positioned.values());
        records.addAll(unpositioned.values());
        return records;
    }
}
