package io.kafkadlq.api.store;

import io.kafkadlq.api.model.RecordId;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of a query's result, newest first.
 *
 * @param next the last id of this page, to be passed to {@link QueryCriteria#after}; empty on the last page
 */
public record Page<T>(List<T> items, Optional<RecordId> next) {

    public Page {
        items = List.copyOf(items);
    }
}
