package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;

/** Reads records: one whole, or pages of summaries found by key. Threading: any number of store threads. */
final class RecordQueries {

    private final SessionFactory sessions;
    private final KeySearch keys;
    private final Optional<PageIds> pageIds;
    private final StackTraces traces;

    RecordQueries(SessionFactory sessions, Database database, StackTraces traces) {
        this.sessions = sessions;
        this.keys = database.keys();
        this.pageIds = database.pageIds();
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
        List<Object[]> rows = sessions.fromStatelessTransaction(session -> {
            pageIds.ifPresent(ids -> ids.begin(session));
            return pageIds.filter(ids -> ids.areFor(criteria))
                    .map(ids -> byIds(session, ids, criteria))
                    .orElseGet(() -> atOnce(session, criteria));
        });
        return Page.of(
                criteria.paging(), rows.stream().map(RecordQueries::toSummary).toList());
    }

    private static RecordSummary toSummary(Object[] row) {
        return ((ProgressRow) row[0]).toSummary(((ReceivedRow) row[1]).received());
    }

    private List<Object[]> atOnce(StatelessSession session, QueryCriteria criteria) {
        HibernateCriteriaBuilder builder = sessions.getCriteriaBuilder();
        CriteriaQuery<Object[]> query = builder.createQuery(Object[].class);
        var selection = RecordSelection.ofSummaries(builder, keys, query, criteria);
        selection.startAt(criteria.paging());
        Path<UUID> id = selection.id();
        query.multiselect(selection.progress(), selection.received())
                .where(selection.filters())
                .orderBy(criteria.paging().descending() ? builder.desc(id) : builder.asc(id));
        // One more than asked for tells whether there are more.
        return session.createQuery(query).setMaxResults(criteria.limit() + 1).getResultList();
    }

    /** Again if one of them was purged meanwhile: a page that is not full would look like the last. */
    private static List<Object[]> byIds(StatelessSession session, PageIds pageIds, QueryCriteria criteria) {
        while (true) {
            List<UUID> ids = pageIds.of(session, criteria);
            Map<UUID, Object[]> rows = new HashMap<>();
            if (!ids.isEmpty()) {
                session.createNamedQuery(ProgressRow.SUMMARIES, Object[].class)
                        .setParameterList("ids", ids)
                        .getResultList()
                        .forEach(row -> rows.put(((ProgressRow) row[0]).id(), row));
            }
            if (rows.size() == ids.size()) {
                return ids.stream()
                        .map(id -> Objects.requireNonNull(rows.get(id), "Another row than asked for"))
                        .toList();
            }
        }
    }
}
