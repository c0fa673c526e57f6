package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.LongSummaryStatistics;

/**
 * What keeps a record stored once where the unique key guards a month only: two saves that may store the same position under
 * ids of different months exclude one another, and each looks before it inserts.
 *
 * <p>Saves of this month's ids, at least an hour away from its begin and end, go side by side: of two such saves with ids of
 * different months, one began two hours after the other, by the database's clock. None should last so long: the database ends a statement, and
 * a pause between two, after half an hour. All others go alone.
 */
final class OnceAcrossMonths {

    /** The first setting is what the guard of {@code dlq_record} asks for. The lock is let go with the transaction. */
    private static final String TAKE_TURN = PostgresSchedule.PLAN_ONCE + """
            SET LOCAL dlq.looks_across_months = 'on'; SET LOCAL statement_timeout = '30min'; \
            SET LOCAL idle_in_transaction_session_timeout = '30min'; \
            SELECT CASE WHEN (
                SELECT COUNT(DISTINCT date_trunc('month', at.moment AT TIME ZONE 'UTC'))
                FROM (VALUES (to_timestamp(? / 1000.0)), (to_timestamp(? / 1000.0)),
                    (now() - interval '1 hour'), (now() + interval '1 hour')) AS at(moment)) = 1
            THEN pg_advisory_xact_lock_shared(6581361, 1) ELSE pg_advisory_xact_lock(6581361, 1) END""";

    private OnceAcrossMonths() {}

    /** As the first thing of a transaction: what it looks for after that is what others have committed before. */
    static void takeTurn(Connection connection, List<DlqRecord> records) throws SQLException {
        LongSummaryStatistics millis = records.stream()
                .mapToLong(fresh -> fresh.id().timestamp().toEpochMilli())
                .summaryStatistics();
        Statements.list(connection, TAKE_TURN, row -> true, millis.getMin(), millis.getMax());
    }
}
