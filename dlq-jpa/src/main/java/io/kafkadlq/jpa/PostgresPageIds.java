package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.store.QueryCriteria;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;

/**
 * PostgreSQL finds pages well by itself but for those of what is due. These records lie close together, which it does not know:
 * reading all by id until a page of them is full looks short to it, and is not where they begin late. Ordered by what no index
 * has, all that is due is found by its own index, and the first of it taken.
 */
final class PostgresPageIds implements PageIds {

    /** What is the shortest way depends on the values: on whether many records have them, and where. */
    private static final String PLAN_EACH = "SET LOCAL plan_cache_mode = force_custom_plan";

    /** Of these the index of what is due knows. */
    private static final Set<DlqStatus> INDEXED = Set.of(DlqStatus.PENDING);

    @Override
    public void begin(StatelessSession session) {
        session.doWork(connection -> Statements.run(connection, PLAN_EACH));
    }

    @Override
    public boolean areFor(QueryCriteria criteria) {
        return criteria.progress().dueBy().isPresent() && criteria.statuses().equals(INDEXED);
    }

    @Override
    public List<UUID> of(StatelessSession session, QueryCriteria criteria) {
        HibernateCriteriaBuilder builder = session.getFactory().getCriteriaBuilder();
        CriteriaQuery<UUID> query = builder.createQuery(UUID.class);
        var selection = RecordSelection.ofProgress(builder, KeySearch.HASHED, query, criteria);
        selection.startAt(criteria.paging());
        Expression<UUID> unindexed = builder.coalesce(selection.id(), selection.id());
        query.select(selection.id())
                .where(selection.filters())
                .orderBy(criteria.paging().descending() ? builder.desc(unindexed) : builder.asc(unindexed));
        return session.createQuery(query).setMaxResults(criteria.limit() + 1).getResultList();
    }
}
