package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.store.FailureFilter;
import io.kafkadlq.api.store.PlaceFilter;
import io.kafkadlq.api.store.ProgressFilter;
import io.kafkadlq.api.store.QueryCriteria;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the counts that are kept are asked for: conditions on {@link CountKey#COLUMNS}, and their values. Only those that
 * are needed, as a condition that always holds makes PostgreSQL expect too few rows. Threading: one thread.
 */
final class CountFilter {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    private CountFilter() {}

    /** Whether a question is about nothing but what records are counted under. */
    static boolean suits(QueryCriteria which) {
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

    static CountFilter of(Connection connection, QueryCriteria which) throws SQLException {
        var filter = new CountFilter();
        which.channel().map(ReceivedColumns::channelOf).ifPresent(name -> filter.add("channel = ?", name));
        which.failure()
                .exceptionClass()
                .map(StoredText::of)
                .ifPresent(name -> filter.add("(exception_class = ? OR root_cause_class = ?)", name, name));
        which.takenIn().from().map(CountKey::hourOf).ifPresent(hour -> filter.add("intake_hour >= ?", hour));
        which.takenIn().to().map(CountKey::hourOf).ifPresent(hour -> filter.add("intake_hour < ?", hour));
        if (!which.statuses().isEmpty()) {
            List<String> names =
                    which.statuses().stream().map(DlqStatus::name).sorted().toList();
            filter.add("status = ANY(?)", Statements.texts(connection, names));
        }
        return filter;
    }

    private void add(String condition, Object... compared) {
        conditions.add(condition);
        values.addAll(List.of(compared));
    }

    String where() {
        return conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
    }

    /** Those of {@link #where}, and one more behind. */
    Object[] valuesAnd(Object last) {
        var all = new ArrayList<>(values);
        all.add(last);
        return all.toArray();
    }
}
