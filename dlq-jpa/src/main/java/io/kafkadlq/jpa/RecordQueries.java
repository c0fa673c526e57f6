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

/** Reads records: one whole, or pages of summaries found by key. Threading: any number of store threads. */
final class RecordQueries {

    private final SessionFactory sessions;

    RecordQueries(SessionFactory sessions) {
        this.sessions = sessions;
    }

    StorageResult<DlqRecord> find(RecordId id) {
        RecordRow row = sessions.fromStatelessTransaction(session -> session.get(RecordRow.class, id.toUuid()));
        return row == null ? new StorageResult.NotFound<>() : StorageResult.success(row.toRecord());
    }

    StorageResult<Page<RecordSummary>> query(QueryCriteria criteria) {
        List<SummaryRow> rows = sessions.fromStatelessTransaction(session -> session.createQuery(pageQuery(criteria))
                // One more than asked for tells whether another page follows.
                .setMaxResults(criteria.limit() + 1)
                .getResultList());
        List<RecordSummary> page =
                rows.stream().limit(criteria.limit()).map(SummaryRow::toSummary).toList();
        boolean more = rows.size() > criteria.limit();
        return StorageResult.success(
                new Page<>(page, more ? Optional.of(page.get(page.size() - 1).id()) : Optional.empty()));
    }

    private CriteriaQuery<SummaryRow> pageQuery(QueryCriteria criteria) {
        CriteriaBuilder builder = sessions.getCriteriaBuilder();
        CriteriaQuery<SummaryRow> query = builder.createQuery(SummaryRow.class);
        Root<SummaryRow> row = query.from(SummaryRow.class);
        Path<UUID> id = row.get("id");
        return query.select(row)
                .where(filters(criteria, builder, row).toArray(Predicate[]::new))
                .orderBy(builder.desc(id));
    }

    private static List<Predicate> filters(QueryCriteria criteria, CriteriaBuilder builder, Root<SummaryRow> row) {
        Path<SummaryColumns> summary = row.get("summary");
        var filters = new ArrayList<Predicate>();
        if (!criteria.statuses().isEmpty()) {
            filters.add(summary.<String>get("status")
                    .in(criteria.statuses().stream().map(Enum::name).sorted().toList()));
        }
        criteria.channel()
                .ifPresent(name -> filters.add(builder.equal(summary.get("channel"), SummaryColumns.channelOf(name))));
        criteria.topic()
                .map(name -> StoredText.of(name, OriginColumns.MAX_NAME))
                .ifPresent(name -> filters.add(builder.or(
                        builder.equal(summary.get("source").get("topic"), name),
                        builder.equal(summary.get("origin").get("topic"), name))));
        criteria.after().ifPresent(last -> filters.add(builder.lessThan(row.<UUID>get("id"), last.toUuid())));
        return filters;
    }
}
