package io.kafkadlq.jpa;

import io.kafkadlq.api.model.RecordId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;

/** Finds which records of a batch are in the store already. */
final class KnownRecords {

    /** Values a statement: few enough for any driver. */
    private static final int CHUNK = 512;

    private final StatelessSession session;
    private final Intake intake;
    private final Map<RecordId, RecordId> found = new HashMap<>();

    private KnownRecords(StatelessSession session, Intake intake) {
        this.session = session;
        this.intake = intake;
    }

    /** By the id each was given now: the id it has in the store. */
    static Map<RecordId, RecordId> of(StatelessSession session, Intake intake) {
        var known = new KnownRecords(session, intake);
        known.lookUpPositions();
        known.lookUpIds();
        return known.found;
    }

    private void lookUpPositions() {
        var offsetsByLog = new HashMap<Position.Log, List<Long>>();
        for (Position position : intake.positioned().keySet()) {
            offsetsByLog
                    .computeIfAbsent(position.log(), log -> new ArrayList<>())
                    .add(position.offset());
        }
        offsetsByLog.forEach((log, offsets) -> inChunks(offsets, chunk -> lookUpOffsets(log, chunk)));
    }

    private void lookUpOffsets(Position.Log log, List<Long> offsets) {
        session.createNamedQuery(RecordRow.AT_POSITIONS, Object[].class)
                .setParameter("channel", log.channel())
                .setParameter("topic", log.topic())
                .setParameter("partition", log.partition())
                .setParameterList("offsets", offsets)
                .getResultList()
                .forEach(row -> {
                    var given = intake.positioned().get(new Position(log, (Long) row[0]));
                    if (given != null) {
                        found.put(given.id(), RecordId.of((UUID) row[1]));
                    }
                });
    }

    private void lookUpIds() {
        // A record without a position can only be here because an earlier save of it was not acknowledged.
        inChunks(List.copyOf(intake.unpositioned().keySet()), chunk -> session.createNamedQuery(
                        RecordRow.AMONG, UUID.class)
                .setParameterList("ids", chunk)
                .getResultList()
                .forEach(id -> found.put(RecordId.of(id), RecordId.of(id))));
    }

    private static <T> void inChunks(List<T> values, Consumer<List<T>> action) {
        for (int from = 0; from < values.size(); from += CHUNK) {
            action.accept(values.subList(from, Math.min(from + CHUNK, values.size())));
        }
    }
}
