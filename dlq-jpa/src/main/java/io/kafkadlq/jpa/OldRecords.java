package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which records time has come for. Ids sort by time of intake, so the old ones are the first of their status in its index.
 *
 * @param among where they are
 */
record OldRecords(String channel, List<IdRange> among, Instant unchangedSince, int limit) {

    /** In the order of the index, and locked after: else H2 would read, and lock, all that is old. */
    private static final String UNCHANGED = """
            SELECT id FROM dlq_progress
            WHERE %s AND id < ? AND channel = ? AND updated_at < ?%s ORDER BY status, id LIMIT ?""";

    /** What has another status by now was changed meanwhile. In CASE, so that it is the ids which rows are found by. */
    private static final String LOCK = "SELECT" + Member.COLUMNS + """
            FROM dlq_progress
            WHERE id = ANY(?) AND CASE WHEN status = ? THEN TRUE ELSE FALSE END ORDER BY id FOR UPDATE SKIP LOCKED""";

    List<Member> lock(Connection connection, List<DlqStatus> statuses) throws SQLException {
        var all = new ArrayList<Member>();
        for (DlqStatus status : statuses) {
            for (IdRange ids : among) {
                all.addAll(lock(connection, status, ids));
            }
        }
        // Each status has its own stretch of the index; this is what the first of all of them would be.
        return all.stream()
                .sorted(Comparator.comparing(member -> RecordId.of(member.id())))
                .limit(limit)
                .toList();
    }

    private List<Member> lock(Connection connection, DlqStatus status, IdRange ids) throws SQLException {
        List<UUID> found = find(connection, status, ids);
        return found.isEmpty()
                ? List.of()
                : Statements.list(connection, LOCK, Member::read, Statements.uuids(connection, found), status.name());
    }

    private List<UUID> find(Connection connection, DlqStatus status, IdRange ids) throws SQLException {
        boolean fromTheLeast = ids.from().equals(IdRange.LEAST);
        var values = new ArrayList<@Nullable Object>(
                List.of(status.name(), status.name(), ids.to(), ReceivedColumns.channelOf(channel), unchangedSince));
        if (!fromTheLeast) {
            values.add(ids.from());
        }
        values.add(limit);
        String oneStatus = Database.behind(connection).orElseThrow().ofOneStatus();
        return Statements.list(
                connection,
                UNCHANGED.formatted(oneStatus, fromTheLeast ? "" : " AND id >= ?"),
                Statements::id,
                values.toArray());
    }
}
