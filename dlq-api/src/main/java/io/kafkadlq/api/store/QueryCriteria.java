package io.kafkadlq.api.store;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which records, newest first, and how many. Pages are found by key ({@link #after}), never by offset, so a page costs
 * the same however deep it lies and does not move when new records come in. Immutable; the methods return a narrowed
 * copy.
 *
 * @param statuses any of these; empty means all
 * @param topic the topic a record was read from, or the one it first failed on
 * @param after only records taken in before the one of this id
 */
public record QueryCriteria(
        Set<DlqStatus> statuses,
        Optional<String> channel,
        Optional<String> topic,
        Optional<RecordId> after,
        int limit) {

    public static final int MAX_LIMIT = 500;

    private static final QueryCriteria EVERYTHING =
            new QueryCriteria(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), 50);

    /** @throws IllegalArgumentException if the limit is not between 1 and {@value #MAX_LIMIT} */
    public QueryCriteria {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + ", allowed are 1 to " + MAX_LIMIT);
        }
        statuses = Set.copyOf(statuses);
    }

    /** All records, 50 a page. */
    public static QueryCriteria everything() {
        return EVERYTHING;
    }

    /** Records that still wait for somebody or something. */
    public static QueryCriteria unresolved() {
        return EVERYTHING.withStatuses(
                EnumSet.of(DlqStatus.PENDING, DlqStatus.RETRYING, DlqStatus.FAILED, DlqStatus.ON_HOLD));
    }

    public QueryCriteria withStatuses(Set<DlqStatus> anyOf) {
        return new QueryCriteria(anyOf, channel, topic, after, limit);
    }

    public QueryCriteria inChannel(String name) {
        return new QueryCriteria(statuses, Optional.of(name), topic, after, limit);
    }

    public QueryCriteria onTopic(String name) {
        return new QueryCriteria(statuses, channel, Optional.of(name), after, limit);
    }

    public QueryCriteria after(RecordId lastSeen) {
        return new QueryCriteria(statuses, channel, topic, Optional.of(lastSeen), limit);
    }

    public QueryCriteria limitedTo(int records) {
        return new QueryCriteria(statuses, channel, topic, after, records);
    }
}
