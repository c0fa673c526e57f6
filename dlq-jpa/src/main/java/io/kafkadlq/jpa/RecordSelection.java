package io.kafkadlq.jpa;

import io.kafkadlq.api.model.IndexedHeader;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.FailureFilter;
import io.kafkadlq.api.store.IntRange;
import io.kafkadlq.api.store.Paging;
import io.kafkadlq.api.store.PlaceFilter;
import io.kafkadlq.api.store.ProgressFilter;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.TimeRange;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The rows that are asked for: what was done about records, and, where it is needed, what came in with them. Never their
 * bytes. Threading: one thread.
 */
final class RecordSelection {

    private static final char ESCAPE = '!';

    private final HibernateCriteriaBuilder builder;
    private final KeySearch keys;
    private final CriteriaQuery<?> query;
    private final List<Predicate> filters = new ArrayList<>();
    private final List<Path<UUID>> ids = new ArrayList<>();
    private @Nullable Root<ProgressRow> progress;
    private @Nullable Root<ReceivedRow> received;
    private @Nullable Root<RecordRow> keyed;

    private RecordSelection(HibernateCriteriaBuilder builder, KeySearch keys, CriteriaQuery<?> query) {
        this.builder = builder;
        this.keys = keys;
        this.query = query;
    }

    /** For queries that do not show what came in. */
    static RecordSelection ofProgress(
            HibernateCriteriaBuilder builder, KeySearch keys, CriteriaQuery<?> query, QueryCriteria criteria) {
        var selection = new RecordSelection(builder, keys, query);
        selection.progress();
        selection.narrow(criteria);
        return selection;
    }

    /** For queries that are led by what came in, and look at what was done only where they are asked to. */
    static RecordSelection ofReceived(
            HibernateCriteriaBuilder builder, KeySearch keys, CriteriaQuery<?> query, QueryCriteria criteria) {
        var selection = new RecordSelection(builder, keys, query);
        selection.received();
        selection.narrow(criteria);
        return selection;
    }

    /** For queries that show both. */
    static RecordSelection ofSummaries(
            HibernateCriteriaBuilder builder, KeySearch keys, CriteriaQuery<?> query, QueryCriteria criteria) {
        var selection = new RecordSelection(builder, keys, query);
        selection.progress();
        selection.received();
        selection.narrow(criteria);
        return selection;
    }

    Root<ProgressRow> progress() {
        if (progress == null) {
            progress = query.from(ProgressRow.class);
            join(progress.get("id"));
        }
        return progress;
    }

    Root<ReceivedRow> received() {
        if (received == null) {
            received = query.from(ReceivedRow.class);
            join(received.get("id"));
        }
        return received;
    }

    /** What came in, with its key: to be asked for, not to be shown. */
    Root<RecordRow> keyed() {
        if (keyed == null) {
            keyed = query.from(RecordRow.class);
            join(keyed.get("id"));
        }
        return keyed;
    }

    private void join(Path<UUID> id) {
        if (!ids.isEmpty()) {
            filters.add(builder.equal(id, id()));
        }
        ids.add(id);
    }

    /** Of the table that leads. */
    Path<UUID> id() {
        return ids.get(0);
    }

    void add(Predicate filter) {
        filters.add(filter);
    }

    /** Said of each table: PostgreSQL would else read the other from its end. */
    private void bound(Function<Path<UUID>, Predicate> side) {
        ids.forEach(id -> filters.add(side.apply(id)));
    }

    /** Where a page begins. */
    void startAt(Paging paging) {
        paging.start()
                .map(RecordId::toUuid)
                .ifPresent(start -> bound(
                        id -> paging.descending() ? builder.lessThan(id, start) : builder.greaterThan(id, start)));
    }

    Predicate[] filters() {
        return filters.toArray(Predicate[]::new);
    }

    private void narrow(QueryCriteria criteria) {
        if (!criteria.statuses().isEmpty()) {
            filters.add(done("status").in(names(criteria.statuses())));
        }
        criteria.channel()
                .map(ReceivedColumns::channelOf)
                .ifPresent(name -> filters.add(builder.equal(channel(), name)));
        narrow(criteria.place());
        narrow(criteria.failure());
        narrow(criteria.progress());
        narrow(criteria.takenIn());
    }

    /** In the table that is read anyway: it stands in both. */
    private Path<String> channel() {
        return received == null
                ? progress().get("channel")
                : received.get("received").get("channel");
    }

    private void narrow(PlaceFilter place) {
        if (place.namesPosition()) {
            filters.add(builder.or(isAt("source", place), isAt("origin", place)));
        }
        place.key()
                .ifPresent(
                        key -> filters.add(keys.is(builder, keyed().get("bytes").get("key"), key.bytes())));
        place.headers().forEach(header -> filters.add(id().in(withHeader(HeaderRow.stored(header)))));
    }

    private Predicate isAt(String side, PlaceFilter place) {
        Path<?> position = received().get("received").get(side);
        var both = new ArrayList<Predicate>();
        place.topic()
                .ifPresent(name ->
                        both.add(builder.equal(position.get("topic"), StoredText.of(name, OriginColumns.MAX_NAME))));
        place.partition().ifPresent(number -> both.add(builder.equal(position.get("partition"), number)));
        return builder.and(both.toArray(Predicate[]::new));
    }

    private Subquery<UUID> withHeader(IndexedHeader header) {
        Subquery<UUID> ids = query.subquery(UUID.class);
        Root<HeaderRow> row = ids.from(HeaderRow.class);
        return ids.select(row.get("recordId"))
                .where(builder.equal(row.get("name"), header.name()), builder.equal(row.get("value"), header.value()));
    }

    private void narrow(FailureFilter failure) {
        if (!failure.errorTypes().isEmpty()) {
            filters.add(done("errorType").in(names(failure.errorTypes())));
        }
        failure.exceptionClass()
                .map(StoredText::of)
                .ifPresent(name -> filters.add(builder.or(
                        builder.equal(cause("exceptionClass"), name), builder.equal(cause("rootCauseClass"), name))));
        failure.message().ifPresent(part -> filters.add(builder.ilike(cause("message"), anywhere(part), ESCAPE)));
    }

    /** The pattern that finds a text as it is written, whatever it holds. */
    static String anywhere(String part) {
        String literal = StoredText.of(part)
                .replace(String.valueOf(ESCAPE), "" + ESCAPE + ESCAPE)
                .replace("%", ESCAPE + "%")
                .replace("_", ESCAPE + "_");
        return "%" + literal + "%";
    }

    private void narrow(ProgressFilter progressed) {
        narrow("attempts", progressed.attempts());
        narrow("redriveCount", progressed.redrives());
        // From the beginning of time: H2 would else read those that have none, which its index has before all others.
        progressed
                .dueBy()
                .ifPresent(moment -> filters.add(builder.between(done("nextAttemptAt"), Instant.EPOCH, moment)));
        progressed.unchangedSince().ifPresent(moment -> filters.add(builder.lessThan(done("updatedAt"), moment)));
    }

    private void narrow(String column, IntRange times) {
        if (times.min() > 0) {
            filters.add(builder.greaterThanOrEqualTo(this.<Integer>done(column), times.min()));
        }
        if (times.max() < Integer.MAX_VALUE) {
            filters.add(builder.lessThanOrEqualTo(this.<Integer>done(column), times.max()));
        }
    }

    private void narrow(TimeRange takenIn) {
        takenIn.from()
                .map(moment -> RecordId.firstAt(moment).toUuid())
                .ifPresent(first -> bound(id -> builder.greaterThanOrEqualTo(id, first)));
        takenIn.to()
                .map(moment -> RecordId.firstAt(moment).toUuid())
                .ifPresent(end -> bound(id -> builder.lessThan(id, end)));
    }

    private <T> Path<T> done(String column) {
        return progress().get("progress").get(column);
    }

    private Path<String> cause(String column) {
        return this.<Object>done("failure").get(column);
    }

    private static List<String> names(Iterable<? extends Enum<?>> anyOf) {
        var names = new ArrayList<String>();
        anyOf.forEach(one -> names.add(one.name()));
        names.sort(null);
        return names;
    }
}
