package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.DlqRetention;
import io.kafkadlq.api.store.StorageResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What time does to records: hands each call to a store thread, where one transaction does it. Ids sort by time of intake,
 * so the old ones are the first of their status in its index.
 */
record JpaRetention(StoreThreads threads, Transactions transactions, Turns turns) implements DlqRetention {

    private static final List<DlqStatus> EXPIRING = List.of(DlqStatus.PENDING, DlqStatus.FAILED);
    private static final List<DlqStatus> RESOLVED = List.of(DlqStatus.SUCCESS, DlqStatus.SKIPPED, DlqStatus.EXPIRED);

    private static final String LOCK_OLD = """
            SELECT id, order_id FROM dlq_record
            WHERE status = ? AND id < ? AND channel = ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED""";

    private static final String EXPIRE = """
            UPDATE dlq_record SET status = 'EXPIRED', next_attempt_at = NULL, version = version + 1,
                updated_at = CURRENT_TIMESTAMP
            WHERE id = ANY(?)""";

    private static final String LOCK_UNCHANGED = """
            SELECT id, order_id FROM dlq_record
            WHERE status = ? AND id < ? AND channel = ? AND updated_at < ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED""";

    private static final String FORGET_ATTEMPTS = "DELETE FROM dlq_attempt WHERE record_id = ANY(?)";
    private static final String PURGE = "DELETE FROM dlq_record WHERE id = ANY(?)";

    @Override
    public CompletionStage<StorageResult<Integer>> expire(String channel, Instant takenInBefore, int limit) {
        return threads.call(() -> transactions.onConnection(
                connection -> StorageResult.success(expire(connection, channel, takenInBefore, limit))));
    }

    private int expire(Connection connection, String channel, Instant takenInBefore, int limit) throws SQLException {
        turns.begin(connection);
        var all = new ArrayList<Member>();
        for (DlqStatus status : EXPIRING) {
            all.addAll(Statements.list(
                    connection,
                    LOCK_OLD,
                    Member::read,
                    status.name(),
                    RecordId.firstAt(takenInBefore).toUuid(),
                    SummaryColumns.channelOf(channel),
                    limit));
        }
        List<Member> old = oldest(all, limit);
        if (!old.isEmpty()) {
            Statements.run(connection, EXPIRE, Statements.uuids(connection, Member.ids(old)));
            turns.pass(connection, Member.sequences(old));
        }
        return old.size();
    }

    @Override
    public CompletionStage<StorageResult<Integer>> purge(String channel, Instant unchangedSince, int limit) {
        return threads.call(() -> transactions.onConnection(
                connection -> StorageResult.success(purge(connection, channel, unchangedSince, limit))));
    }

    /** None of them is in anybody's way, so no turn is to be passed. */
    private int purge(Connection connection, String channel, Instant unchangedSince, int limit) throws SQLException {
        turns.begin(connection);
        var all = new ArrayList<Member>();
        for (DlqStatus status : RESOLVED) {
            all.addAll(Statements.list(
                    connection,
                    LOCK_UNCHANGED,
                    Member::read,
                    status.name(),
                    // What has not changed since then was taken in before.
                    RecordId.firstAt(unchangedSince.plusMillis(1)).toUuid(),
                    SummaryColumns.channelOf(channel),
                    unchangedSince,
                    limit));
        }
        List<Member> old = oldest(all, limit);
        if (!old.isEmpty()) {
            var ids = Statements.uuids(connection, Member.ids(old));
            Statements.run(connection, FORGET_ATTEMPTS, ids);
            Statements.run(connection, PURGE, ids);
        }
        return old.size();
    }

    /** Each status has its own stretch of the index; this is what the first of all of them would be. */
    private static List<Member> oldest(List<Member> all, int limit) {
        return all.stream()
                .sorted(Comparator.comparing(member -> RecordId.of(member.id())))
                .limit(limit)
                .toList();
    }
}
