package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Reads records: one whole, or pages of summaries found by key. Threading: any number of store threads. */
final class RecordQueries {

    private final SessionFactory sessions;
    private final StackTraces traces;

    RecordQueries(SessionFactory sessions, StackTraces traces) {
        this.sessions = sessions;
        this.traces = traces;
    }

    StorageResult<DlqRecord> find(RecordId id) {
        return sessions.fromStatelessTransaction(session -> {
            RecordRow row = session.get(RecordRow.class, id.toUuid());
            ProgressRow progress = session.get(ProgressRow.class, id.toUuid());
            return row == null || progress == null
                    ? new StorageResult.NotFound<>()
                    : StorageResult.success(WholeRow.of(
                            progress.toSummary(row.received()), stackTrace(session, progress), row.payload()));
        });
    }

    private Optional<String> stackTrace(StatelessSession session, ProgressRow progress) {
        return progress.stackTraceId()
                .flatMap(id -> session.doReturningWork(connection -> traces.find(connection, id)));
    }

    /** A record as lists and status changes see it; empty if it is not there. */
    static Optional<RecordSummary> summary(StatelessSession session, ProgressRow progress) {
        return Optional.ofNullable(session.get(ReceivedRow.class, progress.id()))
                .map(row -> progress.toSummary(row.received()));
    }

    StorageResult<Page<RecordSummary>> query(QueryCriteria criteria) {
        List<Object[]> rows = sessions.fromStatelessTransaction(session -> session.createQuery(pageQuery(criteria))
                // One more than asked for tells whether another page follows.
                .setMaxResults(criteria.limit() + 1)
                .getResultList());
        List<RecordSummary> page = rows.stream()
                .limit(criteria.limit())
                .map(RecordQueries::toSummary)
                .toList();
        boolean more = rows.size() > criteria.limit();
        return StorageResult.success(
                new Page<>(page, more ? Optional.of(page.get(page.size() - 1).id()) : Optional.empty()));
    }

    private static RecordSummary toSummary(Object[] row) {
        return ((ProgressRow) row[0]).toSummary(((ReceivedRow) row[1]).received());
    }

    private CriteriaQuery<Object[]> pageQuery(QueryCriteria criteria) {
        CriteriaBuilder builder = sessions.getCriteriaBuilder();
        CriteriaQuery<Object[]> query = builder.createQuery(Object[].class);
        Root<ProgressRow> progress = query.from(ProgressRow.class);
        Root<ReceivedRow> received = query.from(ReceivedRow.class);
        Path<UUID> id = progress.get("id");
        var filters = filters(criteria, builder, progress, received.get("received"));
        filters.add(builder.equal(received.get("id"), id));
        return query.multiselect(progress, received)
                .where(filters.toArray(Predicate[]::new))
                .orderBy(builder.desc(id));
    }

    private static List<Predicate> filters(
            QueryCriteria criteria,
            CriteriaBuilder builder,
            Root<ProgressRow> progress,
            Path<ReceivedColumns> received) {
        var filters = new ArrayList<Predicate>();
        if (!criteria.statuses().isEmpty()) {
            filters.add(progress.get("progress")
                    .<String>get("status")
                    .in(criteria.statuses().stream().map(Enum::name).sorted().toList()));
        }
        criteria.channel()
                .ifPresent(
                        name -> filters.add(builder.equal(received.get("channel"), ReceivedColumns.channelOf(name))));
        criteria.topic()
                .map(name -> StoredText.of(name, OriginColumns.MAX_NAME))
                .ifPresent(name -> filters.add(builder.or(
                        builder.equal(received.get("source").get("topic"), name),
                        builder.equal(received.get("origin").get("topic"), name))));
        criteria.after().ifPresent(last -> filters.add(builder.lessThan(progress.<UUID>get("id"), last.toUuid())));
        return filters;
    }
}
