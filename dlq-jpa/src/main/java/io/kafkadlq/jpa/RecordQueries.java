package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.Paging;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;

/** Reads records: one whole, or pages of summaries found by key. Threading: any number of store threads. */
final class RecordQueries {

    private final SessionFactory sessions;
    private final KeySearch keys;
    private final StackTraces traces;

    RecordQueries(SessionFactory sessions, KeySearch keys, StackTraces traces) {
        this.sessions = sessions;
        this.keys = keys;
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

    Page<RecordSummary> query(QueryCriteria criteria) {
        List<Object[]> rows = sessions.fromStatelessTransaction(session -> session.createQuery(pageQuery(criteria))
                // One more than asked for tells whether there are more.
                .setMaxResults(criteria.limit() + 1)
                .getResultList());
        return Page.of(
                criteria.paging(), rows.stream().map(RecordQueries::toSummary).toList());
    }

    private static RecordSummary toSummary(Object[] row) {
        return ((ProgressRow) row[0]).toSummary(((ReceivedRow) row[1]).received());
    }

    private CriteriaQuery<Object[]> pageQuery(QueryCriteria criteria) {
        HibernateCriteriaBuilder builder = sessions.getCriteriaBuilder();
        CriteriaQuery<Object[]> query = builder.createQuery(Object[].class);
        var selection = RecordSelection.ofSummaries(builder, keys, query, criteria);
        Paging paging = criteria.paging();
        Path<UUID> id = selection.id();
        paging.start()
                .map(RecordId::toUuid)
                .ifPresent(start -> selection.add(
                        paging.descending() ? builder.lessThan(id, start) : builder.greaterThan(id, start)));
        return query.multiselect(selection.progress(), selection.received())
                .where(selection.filters())
                .orderBy(paging.descending() ? builder.desc(id) : builder.asc(id));
    }
}
