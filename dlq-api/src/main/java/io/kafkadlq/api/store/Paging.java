package io.kafkadlq.api.store;

import io.kafkadlq.api.model.RecordId;
import java.util.Optional;

/**
 * Which page of a list. A page is found by the id it is next to, never by an offset, so it costs the same however deep it
 * lies, and does not move when new records come in.
 *
 * @param after the page begins behind this record, in the order
 * @param before the page ends in front of this record, in the order; never together with the other
 * @param limit most records on it
 */
public record Paging(PageOrder order, Optional<RecordId> after, Optional<RecordId> before, int limit) {

    public static final int MAX_LIMIT = 500;

    /** The newest 50. */
    public static final Paging NEWEST = new Paging(PageOrder.NEWEST_FIRST, Optional.empty(), Optional.empty(), 50);

    /** @throws IllegalArgumentException if the limit is not between 1 and {@value #MAX_LIMIT}, or both ends are set */
    public Paging {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + ", allowed are 1 to " + MAX_LIMIT);
        }
        if (after.isPresent() && before.isPresent()) {
            throw new IllegalArgumentException(
                    "after " + after.get() + " and before " + before.get() + ": a page is next to one record");
        }
    }

    public Paging in(PageOrder newOrder) {
        return new Paging(newOrder, after, before, limit);
    }

    public Paging after(RecordId id) {
        return new Paging(order, Optional.of(id), Optional.empty(), limit);
    }

    public Paging before(RecordId id) {
        return new Paging(order, Optional.empty(), Optional.of(id), limit);
    }

    public Paging limitedTo(int records) {
        return new Paging(order, after, before, records);
    }

    /** The record the page is next to, which is not on it; empty for the first page. */
    public Optional<RecordId> start() {
        return after.or(() -> before);
    }

    /**
     * Whether a store, to find the records nearest to the {@link #start}, goes towards lesser ids. A page before a record is
     * found against the order; {@link Page#of} turns it round.
     */
    public boolean descending() {
        return (order == PageOrder.NEWEST_FIRST) == before.isEmpty();
    }
}
