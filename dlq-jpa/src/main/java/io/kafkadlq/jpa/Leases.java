package io.kafkadlq.jpa;

import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.StorageResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Renews leases, and gives back what lapsed ones hold. Threading: any number of store threads. */
record Leases(Transactions transactions, ScheduleSql sql, Turns turns, StoreClock clock) {

    private static final int MAX_NODE = 255;

    /** Also those of a lease that is not there any more. Locked after: MariaDB would lock all that are run. */
    private static final String LAPSED = """
            SELECT r.id FROM dlq_progress r
            WHERE r.status = 'RETRYING' AND NOT EXISTS (
                SELECT 1 FROM dlq_lease l WHERE l.holder = r.lease_holder AND l.expires_at > CURRENT_TIMESTAMP(6))
            ORDER BY r.id LIMIT ?""";

    /** What is over, or was claimed anew, was changed meanwhile. In CASE, so that it is the ids which rows are found by. */
    private static final String LOCK = "SELECT" + Member.COLUMNS + """
            FROM dlq_progress r
            WHERE r.id = ANY(?) AND CASE WHEN r.status = 'RETRYING' THEN NOT EXISTS (
                SELECT 1 FROM dlq_lease l WHERE l.holder = r.lease_holder AND l.expires_at > CURRENT_TIMESTAMP(6))
                ELSE FALSE END
            ORDER BY r.id FOR UPDATE SKIP LOCKED""";

    private static final String GIVE_BACK = """
            UPDATE dlq_progress SET status = 'PENDING', lease_holder = NULL, version = version + 1,
                updated_at = CURRENT_TIMESTAMP(6)
            WHERE id = ANY(?)""";

    private static final String FORGET = """
            DELETE FROM dlq_lease WHERE expires_at <= CURRENT_TIMESTAMP(6) AND NOT EXISTS (
                SELECT 1 FROM dlq_progress r WHERE r.status = 'RETRYING' AND r.lease_holder = dlq_lease.holder)""";

    StorageResult<Lease> renew(Lease lease) {
        return transactions.onConnection(connection -> {
            clock.measureAgain(connection, sql.timeQuestion());
            Statements.run(
                    connection,
                    sql.renewal(),
                    lease.holder(),
                    StoredText.of(lease.node(), MAX_NODE),
                    lease.lasts().toMillis());
            return StorageResult.success(lease);
        });
    }

    StorageResult<Integer> recover(int limit) {
        return transactions.onConnection(connection -> StorageResult.success(recover(connection, limit)));
    }

    private int recover(Connection connection, int limit) throws SQLException {
        turns.begin(connection);
        List<Member> lapsed = lockLapsed(connection, limit);
        if (!lapsed.isEmpty()) {
            Statements.run(connection, GIVE_BACK, Statements.uuids(connection, Member.ids(lapsed)));
            // One before it in its sequence may have been parked because of it.
            turns.pass(connection, Member.sequences(lapsed));
        }
        Statements.run(connection, FORGET);
        return lapsed.size();
    }

    private static List<Member> lockLapsed(Connection connection, int limit) throws SQLException {
        List<UUID> lapsed = Statements.list(connection, LAPSED, Statements::id, limit);
        return lapsed.isEmpty()
                ? List.of()
                : Statements.list(connection, LOCK, Member::read, Statements.uuids(connection, lapsed));
    }
}
