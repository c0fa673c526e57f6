package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.QueryCriteria;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Counts without counting: sums the totals and what is not added to them yet, in one statement, which sees one moment of
 * both. What is being run now is in there as PENDING; where the two are told apart it is counted, as it is little. Threading:
 * any number of store threads.
 */
record CountCube(Transactions transactions, Database database) {

    private static final String KEPT = "SELECT records," + CountKey.COLUMNS + "FROM dlq_count UNION ALL SELECT records,"
            + CountKey.COLUMNS + "FROM dlq_count_change ";

    /** Of one record that is run: moves it from PENDING to RETRYING. */
    private static final String RUN = """
            UNION ALL SELECT %2$d, %1$s, channel, '%3$s',
                COALESCE(exception_class, ''), COALESCE(root_cause_class, '')
            FROM dlq_progress WHERE status = 'RETRYING'
            """;

    private static final String SUM = """
            SELECT %1$s, SUM(records) AS total FROM (%3$s) AS counted %4$s
            GROUP BY %1$s HAVING SUM(records) > 0 ORDER BY %2$s LIMIT ?""";

    /** The first hour of it. */
    private static final String DAY = "intake_hour - MOD(intake_hour, 24)";

    /** @param which what {@link CountFilter#suits} */
    Counts count(QueryCriteria which, CountBy by) {
        List<Counts.Group> found = transactions.onConnection(connection -> sum(connection, which, by));
        return Counts.of(found, which.limit());
    }

    private List<Counts.Group> sum(Connection connection, QueryCriteria which, CountBy by) throws SQLException {
        var filter = CountFilter.of(connection, which);
        String sql = SUM.formatted(key(by), order(by), source(which.statuses(), by), filter.where());
        return Statements.list(connection, sql, row -> group(row, by), filter.valuesAnd(which.limit() + 1));
    }

    private static String key(CountBy by) {
        return switch (by) {
            case STATUS -> "status";
            case CHANNEL_AND_STATUS -> "channel, status";
            case EXCEPTION_CLASS -> "exception_class";
            case HOUR -> "intake_hour";
            case DAY -> DAY;
        };
    }

    private static String order(CountBy by) {
        return switch (by) {
            case STATUS, CHANNEL_AND_STATUS -> "total DESC, " + key(by);
            // As where they are counted one by one: what is not known is NULL there.
            case EXCEPTION_CLASS -> "total DESC, NULLIF(exception_class, '')";
            case HOUR, DAY -> key(by) + " DESC";
        };
    }

    private String source(Set<DlqStatus> statuses, CountBy by) {
        boolean tellsRunApart = by == CountBy.STATUS
                || by == CountBy.CHANNEL_AND_STATUS
                || statuses.contains(DlqStatus.RETRYING) != statuses.contains(DlqStatus.PENDING);
        return tellsRunApart ? KEPT + run(DlqStatus.RETRYING, 1) + run(DlqStatus.PENDING, -1) : KEPT;
    }

    private String run(DlqStatus counted, int times) {
        return RUN.formatted(database.hourOfId(), times, counted);
    }

    private static Counts.Group group(ResultSet row, CountBy by) throws SQLException {
        List<String> key =
                switch (by) {
                    case STATUS, EXCEPTION_CLASS -> List.of(row.getString(1));
                    case CHANNEL_AND_STATUS -> List.of(row.getString(1), row.getString(2));
                    case HOUR, DAY ->
                        List.of(Instant.EPOCH
                                .plus(Duration.ofHours(row.getInt(1)))
                                .toString());
                };
        return new Counts.Group(key, row.getLong("total"));
    }
}
