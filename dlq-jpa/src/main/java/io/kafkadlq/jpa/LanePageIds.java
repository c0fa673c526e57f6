package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.QueryCriteria;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;

/**
 * For a database that stops reading when a page is full only if one index has its order, and else sorts all there is: H2. Each
 * page is read from lanes: stretches of one index each, whose order is that of the ids. What is asked for beyond the lane is
 * looked at row by row.
 */
record LanePageIds(KeySearch keys) implements PageIds {

    private static final String NEXT_CHANNEL =
            "SELECT channel FROM dlq_progress WHERE channel >= ? ORDER BY channel LIMIT 1";

    /** Behind a name there is none before the name with this. */
    private static final char LEAST = '\0';

    /** @param columns of the lane's index before the id, all of them given */
    private record Lane(CriteriaQuery<UUID> query, RecordSelection selection, Path<UUID> id, List<Path<?>> columns) {}

    /** Makes the lanes of one page. */
    private record Asked(HibernateCriteriaBuilder builder, KeySearch keys, QueryCriteria criteria) {

        Lane ofKey() {
            CriteriaQuery<UUID> query = builder.createQuery(UUID.class);
            var selection = RecordSelection.ofReceived(builder, keys, query, criteria);
            Root<RecordRow> row = selection.keyed();
            return new Lane(
                    query, selection, row.get("id"), List.of(row.get("bytes").get("key")));
        }

        Lane ofTopic(String side, String topic) {
            Lane lane = ofReceived(List.of("received", side, "topic"));
            lane.selection().add(builder.equal(lane.columns().get(0), StoredText.of(topic, OriginColumns.MAX_NAME)));
            return lane;
        }

        Lane ofChannel() {
            return ofReceived(List.of("received", "channel"));
        }

        private Lane ofReceived(List<String> column) {
            CriteriaQuery<UUID> query = builder.createQuery(UUID.class);
            var selection = RecordSelection.ofReceived(builder, keys, query, criteria);
            Path<?> path = selection.received();
            for (String part : column) {
                path = path.get(part);
            }
            return new Lane(query, selection, selection.id(), List.of(path));
        }

        Lane ofStatus(DlqStatus status) {
            Lane lane = new Asked(builder, keys, criteria.withStatuses(Set.of(status))).plain();
            return new Lane(
                    lane.query(),
                    lane.selection(),
                    lane.id(),
                    List.of(lane.selection().progress().get("progress").get("status")));
        }

        /** Of one channel and status: all of it is read, and its first taken. */
        Lane ofDue(String channel, DlqStatus status) {
            return new Asked(builder, keys, criteria.inChannel(channel).withStatuses(Set.of(status))).plain();
        }

        Lane plain() {
            CriteriaQuery<UUID> query = builder.createQuery(UUID.class);
            var selection = RecordSelection.ofProgress(builder, keys, query, criteria);
            return new Lane(query, selection, selection.id(), List.of());
        }
    }

    @Override
    public void begin(StatelessSession session) {
        // Nothing to be said.
    }

    @Override
    public boolean areFor(QueryCriteria criteria) {
        return true;
    }

    @Override
    public List<UUID> of(StatelessSession session, QueryCriteria criteria) {
        var asked = new Asked(session.getFactory().getCriteriaBuilder(), keys, criteria);
        Comparator<UUID> byTime = Comparator.comparing(RecordId::of);
        return lanes(session, asked).stream()
                .flatMap(lane -> ids(session, asked, lane).stream())
                .distinct()
                .sorted(criteria.paging().descending() ? byTime.reversed() : byTime)
                .limit(criteria.limit() + 1L)
                .toList();
    }

    /** By the first that is asked for: a key, what is due, a topic, a status, a channel. */
    private static List<Lane> lanes(StatelessSession session, Asked asked) {
        QueryCriteria criteria = asked.criteria();
        if (criteria.place().key().isPresent()) {
            return List.of(asked.ofKey());
        }
        if (criteria.progress().dueBy().isPresent() && !criteria.statuses().isEmpty()) {
            return channels(session, criteria).stream()
                    .flatMap(channel -> criteria.statuses().stream().map(status -> asked.ofDue(channel, status)))
                    .toList();
        }
        if (criteria.place().topic().isPresent()) {
            String topic = criteria.place().topic().get();
            return List.of(asked.ofTopic("source", topic), asked.ofTopic("origin", topic));
        }
        if (!criteria.statuses().isEmpty()) {
            return criteria.statuses().stream().map(asked::ofStatus).toList();
        }
        return List.of(criteria.channel().isPresent() ? asked.ofChannel() : asked.plain());
    }

    private static List<UUID> ids(StatelessSession session, Asked asked, Lane lane) {
        lane.selection().startAt(asked.criteria().paging());
        HibernateCriteriaBuilder builder = asked.builder();
        var order = new ArrayList<Order>();
        var columns = new ArrayList<Path<?>>(lane.columns());
        columns.add(lane.id());
        for (Path<?> column : columns) {
            order.add(asked.criteria().paging().descending() ? builder.desc(column) : builder.asc(column));
        }
        lane.query().select(lane.id()).where(lane.selection().filters()).orderBy(order);
        return session.createQuery(lane.query())
                .setMaxResults(asked.criteria().limit() + 1)
                .getResultList();
    }

    private static List<String> channels(StatelessSession session, QueryCriteria criteria) {
        return criteria.channel()
                .map(ReceivedColumns::channelOf)
                .map(List::of)
                .orElseGet(() -> session.doReturningWork(LanePageIds::channels));
    }

    /** From one straight to the next, past all the entries between. */
    private static List<String> channels(Connection connection) throws SQLException {
        var all = new ArrayList<String>();
        List<String> next = nextChannel(connection, "");
        while (!next.isEmpty()) {
            all.addAll(next);
            next = nextChannel(connection, next.get(0) + LEAST);
        }
        return all;
    }

    private static List<String> nextChannel(Connection connection, String first) throws SQLException {
        return Statements.list(connection, NEXT_CHANNEL, row -> row.getString("channel"), first);
    }
}
