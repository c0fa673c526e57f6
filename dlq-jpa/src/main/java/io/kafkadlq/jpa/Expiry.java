package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Lets old records expire that nobody resolved. Threading: any number of store threads. */
record Expiry(Transactions transactions, Turns turns, CountJournal counts) {

    private static final List<DlqStatus> EXPIRING = List.of(DlqStatus.PENDING, DlqStatus.FAILED);

    private static final String EXPIRE = """
            UPDATE dlq_progress SET status = 'EXPIRED', next_attempt_at = NULL, version = version + 1,
                updated_at = CURRENT_TIMESTAMP(6)
            WHERE id = ANY(?)""";

    int expire(OldRecords which) {
        return transactions.onConnection(connection -> expire(connection, which));
    }

    private int expire(Connection connection, OldRecords which) throws SQLException {
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
}
