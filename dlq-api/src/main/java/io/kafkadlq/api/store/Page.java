package io.kafkadlq.api.store;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of a query's result, in its order.
 *
 * @param next the last id of this page, to be passed to {@link QueryCriteria#after}; empty if none follow
 * @param previous the first id of this page, to be passed to {@link QueryCriteria#before}; empty if it is the first page, as
 *     far as is known without looking: records that came in since are not
 */
public record Page<T>(List<T> items, Optional<RecordId> next, Optional<RecordId> previous) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page of the records that a store has found.
     *
     * @param nearest the nearest to {@link Paging#start}, in the direction of {@link Paging#descending}, one more than the
     *     limit if there are so many
     */
    public static Page<RecordSummary> of(Paging paging, List<RecordSummary> nearest) {
        boolean more = nearest.size() > paging.limit();
        var items = new ArrayList<>(more ? nearest.subList(0, paging.limit()) : nearest);
        boolean backwards = paging.before().isPresent();
        if (backwards) {
            Collections.reverse(items);
        }
        // On the side it came from there is at least the record it started at.
        boolean follow = more || backwards;
        boolean precede = backwards ? more : paging.after().isPresent();
        return new Page<>(items, idAt(items, items.size() - 1, follow), idAt(items, 0, precede));
    }

    private static Optional<RecordId> idAt(List<RecordSummary> items, int index, boolean wanted) {
        return wanted && !items.isEmpty() ? Optional.of(items.get(index).id()) : Optional.empty();
    }
}
