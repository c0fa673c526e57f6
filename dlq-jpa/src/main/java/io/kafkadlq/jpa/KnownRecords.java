package io.kafkadlq.jpa;

import io.kafkadlq.api.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds which records of a batch are in the store already. */
final class KnownRecords {

    /** Values a statement: few enough for any driver. */
    private static final int CHUNK = 512;

    /** From the first to the last of them: in H2 a list alone has all that is stored of the log read. */
    private static final String AT_POSITIONS = """
            SELECT source_offset, id FROM dlq_record
            WHERE channel = ? AND source_topic = ? AND source_partition = ? AND source_offset BETWEEN ? AND ?
                AND source_offset = ANY(?)""";

    private static final String AMONG = "SELECT id FROM dlq_record WHERE id = ANY(?)";

    private final Connection connection;
    private final Intake intake;
    private final Map<RecordId, RecordId> found = new HashMap<>();

    private KnownRecords(Connection connection, Intake intake) {
        this.connection = connection;
        this.intake = intake;
    }

    /** By the id each was given now: the id it has in the store. */
    static Map<RecordId, RecordId> of(Connection connection, Intake intake) throws SQLException {
        var known = new KnownRecords(connection, intake);
        known.lookUpPositions();
        known.lookUpIds();
        return known.found;
    }

    private void lookUpPositions() throws SQLException {
        var offsetsByLog = new HashMap<Position.Log, List<Long>>();
        for (Position position : intake.positioned().keySet()) {
            offsetsByLog
                    .computeIfAbsent(position.log(), log -> new ArrayList<>())
                    .add(position.offset());
        }
        for (var ofLog : offsetsByLog.entrySet()) {
            inChunks(ofLog.getValue(), chunk -> lookUpOffsets(ofLog.getKey(), chunk));
        }
    }

    private void lookUpOffsets(Position.Log log, List<Long> offsets) throws SQLException {
        Statements.list(
                connection,
                AT_POSITIONS,
                row -> note(new Position(log, row.getLong("source_offset")), RecordId.of(Statements.id(row))),
                log.channel(),
                log.topic(),
                log.partition(),
                Collections.min(offsets),
                Collections.max(offsets),
                Statements.longs(connection, offsets));
    }

    private boolean note(Position position, RecordId stored) {
        var given = intake.positioned().get(position);
        if (given != null) {
            found.put(given.id(), stored);
        }
        return given != null;
    }

    private void lookUpIds() throws SQLException {
        // A record without a position can only be here because an earlier save of it was not acknowledged.
        inChunks(List.copyOf(intake.unpositioned().keySet()), chunk -> Statements.list(
                        connection, AMONG, row -> RecordId.of(Statements.id(row)), Statements.uuids(connection, chunk))
                .forEach(id -> found.put(id, id)));
    }

    private interface Look<T> {
        void at(List<T> some) throws SQLException;
    }

    private static <T> void inChunks(List<T> values, Look<T> look) throws SQLException {
        for (int from = 0; from < values.size(); from += CHUNK) {
            look.at(values.subList(from, Math.min(from + CHUNK, values.size())));
        }
    }
}
