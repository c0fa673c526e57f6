package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deletes resolved records for good: months whole, where there are partitions, and else row by row.
 *
 * <p>Threading: any number of store threads.
 *
 * @param months empty if the tables have no partitions
 */
record Purge(Transactions transactions, Turns turns, CountJournal counts, Optional<MonthlyPurge> months) {

    private static final List<DlqStatus> RESOLVED = List.of(DlqStatus.SUCCESS, DlqStatus.SKIPPED, DlqStatus.EXPIRED);

    private static final String FORGET_ATTEMPTS = "DELETE FROM dlq_attempt WHERE record_id = ANY(?)";
    private static final String FORGET_HEADERS = "DELETE FROM dlq_header WHERE record_id = ANY(?)";
    private static final String FORGET_PROGRESS = "DELETE FROM dlq_progress WHERE id = ANY(?)";
    private static final String PURGE = "DELETE FROM dlq_record WHERE id = ANY(?)";

    /** @return how many went; at most {@code limit}, unless months went */
    int purge(String channel, Instant unchangedSince, int limit) {
        long dropped =
                months.map(monthly -> monthly.drop(channel, unchangedSince)).orElse(0L);
        return dropped > 0
                ? (int) Math.min(dropped, Integer.MAX_VALUE)
                : transactions.onConnection(connection -> rowByRow(
                        connection,
                        new OldRecords(channel, among(connection, channel, unchangedSince), unchangedSince, limit)));
    }

    private List<IdRange> among(Connection connection, String channel, Instant unchangedSince) throws SQLException {
        return months.isPresent()
                ? months.get().rowByRow(connection, channel, unchangedSince)
                // What has not changed since then was taken in before.
                : List.of(IdRange.before(unchangedSince.plusMillis(1)));
    }

    /** None of them is in anybody's way, so no turn is to be passed. */
    private int rowByRow(Connection connection, OldRecords which) throws SQLException {
        turns.begin(connection);
        List<Member> old = which.lock(connection, RESOLVED);
        if (!old.isEmpty()) {
            var ids = Statements.uuids(connection, Member.ids(old));
            Statements.run(connection, FORGET_ATTEMPTS, ids);
            Statements.run(connection, FORGET_HEADERS, ids);
            Statements.run(connection, FORGET_PROGRESS, ids);
            Statements.run(connection, PURGE, ids);
            var changes = new CountChanges();
            old.forEach(member -> changes.gone(member.before()));
            counts.note(connection, changes);
        }
        return old.size();
    }
}
