package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.FailureFilter;
import io.kafkadlq.api.store.PlaceFilter;
import io.kafkadlq.api.store.ProgressFilter;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.TimeRange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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
            SELECT %2$s, SUM(records) AS total FROM (%1$s) AS counted
            WHERE (? OR channel = ?) AND (? OR exception_class = ? OR root_cause_class = ?)
                AND status = ANY(?) AND intake_hour >= ? AND intake_hour < ?
            GROUP BY %2$s HAVING SUM(records) > 0 ORDER BY %3$s LIMIT ?""";

    /** The first hour of it. */
    private static final String DAY = "intake_hour - MOD(intake_hour, 24)";

    /** Whether a question is about nothing but what records are counted under. */
    static boolean canTell(QueryCriteria which) {
        FailureFilter failure = which.failure();
        return which.place().equals(PlaceFilter.ANY)
                && which.progress().equals(ProgressFilter.ANY)
                && failure.errorTypes().isEmpty()
                && failure.message().isEmpty()
                && isWholeHour(which.takenIn().from())
                && isWholeHour(which.takenIn().to());
    }

    private static boolean isWholeHour(Optional<Instant> end) {
        return end.filter(moment -> !moment.truncatedTo(ChronoUnit.HOURS).equals(moment))
                .isEmpty();
    }

    Counts count(QueryCriteria which, CountBy by) {
        List<Counts.Group> found = transactions.onConnection(connection -> sum(connection, which, by));
        return Counts.of(found, which.limit());
    }

    private List<Counts.Group> sum(Connection connection, QueryCriteria which, CountBy by) throws SQLException {
        String channel = which.channel().map(ReceivedColumns::channelOf).orElse("");
        String failedWith = which.failure().exceptionClass().map(StoredText::of).orElse("");
        TimeRange takenIn = which.takenIn();
        return Statements.list(
                connection,
                sql(which.statuses(), by),
                row -> group(row, by),
                which.channel().isEmpty(),
                channel,
                which.failure().exceptionClass().isEmpty(),
                failedWith,
                failedWith,
                statuses(connection, which.statuses()),
                takenIn.from().map(CountKey::hourOf).orElse(0),
                takenIn.to().map(CountKey::hourOf).orElse(Integer.MAX_VALUE),
                which.limit() + 1);
    }

    private String sql(Set<DlqStatus> statuses, CountBy by) {
        String source =
                tellsRunApart(statuses, by) ? KEPT + run(DlqStatus.RETRYING, 1) + run(DlqStatus.PENDING, -1) : KEPT;
        return switch (by) {
            case STATUS -> SUM.formatted(source, "status", "total DESC, status");
            case CHANNEL_AND_STATUS -> SUM.formatted(source, "channel, status", "total DESC, channel, status");
            // As where they are counted one by one: what is not known is NULL there.
            case EXCEPTION_CLASS -> SUM.formatted(source, "exception_class", "total DESC, NULLIF(exception_class, '')");
            case HOUR -> SUM.formatted(source, "intake_hour", "intake_hour DESC");
            case DAY -> SUM.formatted(source, DAY, DAY + " DESC");
        };
    }

    private static boolean tellsRunApart(Set<DlqStatus> statuses, CountBy by) {
        return by == CountBy.STATUS
                || by == CountBy.CHANNEL_AND_STATUS
                || statuses.contains(DlqStatus.RETRYING) != statuses.contains(DlqStatus.PENDING);
    }

    private String run(DlqStatus counted, int times) {
        return RUN.formatted(database.hourOfId(), times, counted);
    }

    private static Object statuses(Connection connection, Collection<DlqStatus> anyOf) throws SQLException {
        Collection<DlqStatus> asked = anyOf.isEmpty() ? EnumSet.allOf(DlqStatus.class) : anyOf;
        return Statements.texts(connection, asked.stream().map(DlqStatus::name).toList());
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
