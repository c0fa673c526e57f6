package io.kafkadlq.jpa;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.TimeRange;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Order;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;

/**
 * Counts records in groups: from what is kept of them where that can tell, else one by one. Threading: any number of store
 * threads.
 */
final class RecordCounts {

    private final SessionFactory sessions;
    private final HibernateCriteriaBuilder builder;
    private final KeySearch keys;
    private final CountCube cube;

    RecordCounts(SessionFactory sessions, KeySearch keys, CountCube cube) {
        this.sessions = sessions;
        this.builder = sessions.getCriteriaBuilder();
        this.keys = keys;
        this.cube = cube;
    }

    Counts count(QueryCriteria which, CountBy by) {
        if (CountFilter.suits(which)) {
            return cube.count(which, by);
        }
        List<Counts.Group> found = sessions.fromStatelessTransaction(session ->
                by.bucket().map(unit -> byTime(session, which, unit)).orElseGet(() -> byColumns(session, which, by)));
        return Counts.of(found, which.limit());
    }

    private List<Counts.Group> byColumns(StatelessSession session, QueryCriteria which, CountBy by) {
        CriteriaQuery<Object[]> query = builder.createQuery(Object[].class);
        var selection = RecordSelection.ofProgress(builder, keys, query, which);
        List<Expression<?>> key = columns(selection, by);
        Expression<Long> records = builder.count(selection.id());
        var shown = new ArrayList<>(key);
        shown.add(records);
        var order = new ArrayList<Order>();
        order.add(builder.desc(records));
        key.forEach(column -> order.add(builder.asc(column)));
        query.multiselect(List.copyOf(shown))
                .where(selection.filters())
                .groupBy(key)
                .orderBy(order);
        return session.createQuery(query).setMaxResults(which.limit() + 1).getResultList().stream()
                .map(RecordCounts::toGroup)
                .toList();
    }

    private static List<Expression<?>> columns(RecordSelection selection, CountBy by) {
        var row = selection.progress();
        var done = row.get("progress");
        return switch (by) {
            case STATUS -> List.of(done.get("status"));
            case CHANNEL_AND_STATUS -> List.of(row.get("channel"), done.get("status"));
            case EXCEPTION_CLASS -> List.of(done.get("failure").get("exceptionClass"));
            case HOUR, DAY -> throw new IllegalArgumentException(by + " is no column");
        };
    }

    private static Counts.Group toGroup(Object[] row) {
        List<String> key = Arrays.stream(row, 0, row.length - 1)
                .map(part -> Objects.toString(part, ""))
                .toList();
        return new Counts.Group(key, (Long) row[row.length - 1]);
    }

    /**
     * From the newest record to the beginning of its hour, then from the newest before that: as ids sort by time, each is one
     * stretch of the primary key, and no database need know how to read the time in an id.
     */
    private List<Counts.Group> byTime(StatelessSession session, QueryCriteria which, ChronoUnit unit) {
        var groups = new ArrayList<Counts.Group>();
        Optional<TimeRange> left = Optional.of(which.takenIn());
        while (left.isPresent() && groups.size() <= which.limit()) {
            QueryCriteria rest = which.takenIn(left.get());
            Optional<Instant> newest = newest(session, rest);
            if (newest.isEmpty()) {
                break;
            }
            Instant start = newest.get().truncatedTo(unit);
            groups.add(new Counts.Group(List.of(start.toString()), count(session, rest.takenIn(since(start, rest)))));
            left = before(start, rest.takenIn());
        }
        return groups;
    }

    private static TimeRange since(Instant start, QueryCriteria rest) {
        Optional<Instant> from = rest.takenIn().from().filter(start::isBefore).or(() -> Optional.of(start));
        return new TimeRange(from, rest.takenIn().to());
    }

    /** What is left of a range before a moment; empty if nothing is. */
    private static Optional<TimeRange> before(Instant end, TimeRange range) {
        return range.from().isPresent() && !range.from().get().isBefore(end)
                ? Optional.empty()
                : Optional.of(new TimeRange(range.from(), Optional.of(end)));
    }

    private Optional<Instant> newest(StatelessSession session, QueryCriteria which) {
        CriteriaQuery<UUID> query = builder.createQuery(UUID.class);
        var selection = RecordSelection.ofProgress(builder, keys, query, which);
        query.select(selection.id()).where(selection.filters()).orderBy(builder.desc(selection.id()));
        return session.createQuery(query).setMaxResults(1).getResultList().stream()
                .findFirst()
                .map(id -> RecordId.of(id).timestamp());
    }

    private long count(StatelessSession session, QueryCriteria which) {
        CriteriaQuery<Long> query = builder.createQuery(Long.class);
        var selection = RecordSelection.ofProgress(builder, keys, query, which);
        query.select(builder.count(selection.id())).where(selection.filters());
        return session.createQuery(query).getSingleResult();
    }
}
