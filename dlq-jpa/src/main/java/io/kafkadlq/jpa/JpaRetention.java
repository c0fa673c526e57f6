package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.DlqRetention;
import io.kafkadlq.api.store.StorageResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What time does to records: hands each call to a store thread, where one transaction does it. Ids sort by time of intake,
 * so the old ones are the first of their status in its index.
 *
 * <p>Threading: any number of threads.
 */
final class JpaRetention implements DlqRetention {

    private static final List<DlqStatus> EXPIRING = List.of(DlqStatus.PENDING, DlqStatus.FAILED);
    private static final List<DlqStatus> RESOLVED = List.of(DlqStatus.SUCCESS, DlqStatus.SKIPPED, DlqStatus.EXPIRED);

    private static final String EXPIRE = """
            UPDATE dlq_progress SET status = 'EXPIRED', next_attempt_at = NULL, version = version + 1,
                updated_at = CURRENT_TIMESTAMP(6)
            WHERE id = ANY(?)""";

    /** In the order of the index, and locked after: else H2 would read, and lock, all that is old. */
    private static final String UNCHANGED = """
            SELECT id FROM dlq_progress
            WHERE %s AND id < ? AND channel = ? AND updated_at < ? ORDER BY status, id LIMIT ?""";

    /** What has another status by now was changed meanwhile. In CASE, so that it is the ids which rows are found by. */
    private static final String LOCK = "SELECT" + Member.COLUMNS + """
            FROM dlq_progress
            WHERE id = ANY(?) AND CASE WHEN status = ? THEN TRUE ELSE FALSE END ORDER BY id FOR UPDATE SKIP LOCKED""";

    private static final String FORGET_ATTEMPTS = "DELETE FROM dlq_attempt WHERE record_id = ANY(?)";
    private static final String FORGET_HEADERS = "DELETE FROM dlq_header WHERE record_id = ANY(?)";
    private static final String FORGET_PROGRESS = "DELETE FROM dlq_progress WHERE id = ANY(?)";
    private static final String PURGE = "DELETE FROM dlq_record WHERE id = ANY(?)";

    private final StoreThreads threads;
    private final Transactions transactions;
    private final Turns turns;
    private final StackTraces traces;
    private final CountJournal counts;
    private final AtomicReference<LocalDate> tracesForgotten = new AtomicReference<>(LocalDate.MIN);

    JpaRetention(
            StoreThreads threads, Transactions transactions, Turns turns, StackTraces traces, CountJournal counts) {
        this.threads = threads;
        this.transactions = transactions;
        this.turns = turns;
        this.traces = traces;
        this.counts = counts;
    }

    @Override
    public CompletionStage<StorageResult<Integer>> expire(
            String channel, Instant takenInBefore, Instant unchangedSince, int limit) {
        var old = new Old(channel, takenInBefore, unchangedSince, limit);
        return threads.call(
                () -> transactions.onConnection(connection -> StorageResult.success(expire(connection, old))));
    }

    /** Which records time has come for. */
    private record Old(String channel, Instant takenInBefore, Instant unchangedSince, int limit) {

        List<Member> lock(Connection connection, List<DlqStatus> statuses) throws SQLException {
            var all = new ArrayList<Member>();
            for (DlqStatus status : statuses) {
                all.addAll(lock(connection, status));
            }
            // Each status has its own stretch of the index; this is what the first of all of them would be.
            return all.stream()
                    .sorted(Comparator.comparing(member -> RecordId.of(member.id())))
                    .limit(limit)
                    .toList();
        }

        private List<Member> lock(Connection connection, DlqStatus status) throws SQLException {
            List<UUID> ids = Statements.list(
                    connection,
                    UNCHANGED.formatted(
                            Database.behind(connection).orElseThrow().ofOneStatus()),
                    Statements::id,
                    status.name(),
                    status.name(),
                    RecordId.firstAt(takenInBefore).toUuid(),
                    ReceivedColumns.channelOf(channel),
                    unchangedSince,
                    limit);
            return ids.isEmpty()
                    ? List.of()
                    : Statements.list(connection, LOCK, Member::read, Statements.uuids(connection, ids), status.name());
        }
    }

    private int expire(Connection connection, Old which) throws SQLException {
        turns.begin(connection);
        List<Member> old = which.lock(connection, EXPIRING);
        if (!old.isEmpty()) {
            Statements.run(connection, EXPIRE, Statements.uuids(connection, Member.ids(old)));
            var changes = new CountChanges();
            old.forEach(member -> changes.moved(member.before(), member.before().withStatus(DlqStatus.EXPIRED)));
            counts.note(connection, changes);
            turns.pass(connection, Member.sequences(old));
        }
        return old.size();
    }

    @Override
    public CompletionStage<StorageResult<Integer>> purge(String channel, Instant unchangedSince, int limit) {
        // What has not changed since then was taken in before.
        var old = new Old(channel, unchangedSince.plusMillis(1), unchangedSince, limit);
        return threads.call(() -> {
            int purged = transactions.onConnection(connection -> purge(connection, old));
            if (purged < limit) {
                forgetTraces();
            }
            return StorageResult.success(purged);
        });
    }

    /** None of them is in anybody's way, so no turn is to be passed. */
    private int purge(Connection connection, Old which) throws SQLException {
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

    /** Once a day, since it looks at all that are stored. The purge is done, whatever becomes of this. */
    private void forgetTraces() {
        LocalDate today = traces.today();
        LocalDate last = tracesForgotten.getAndSet(today);
        if (last.isBefore(today)) {
            try {
                transactions.onConnection(connection -> {
                    traces.forget(connection);
                    return today;
                });
            } catch (RuntimeException e) {
                tracesForgotten.set(last);
                Log.tracesNotForgotten(e);
            }
        }
    }
}
