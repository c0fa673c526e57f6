package io.kafkadlq.bench.intake;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import java.util.HashSet;
import java.util.Map;

/** The heap: what the pipeline costs when the store costs next to nothing. Looked into through the desk. */
final class MemoryTarget implements Target {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String limit() {
        return Limit.NAME;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("dlq.store.type", "memory");
    }

    @Override
    public void empty() {
        // Each runtime brings its own.
    }

    @Override
    public Held held(DlqDesk desk) {
        long rows = 0;
        var positions = new HashSet<Source>();
        var criteria = QueryCriteria.everything().limitedTo(QueryCriteria.MAX_LIMIT);
        while (true) {
            Page<RecordSummary> page = page(desk, criteria);
            rows += page.items().size();
            page.items().forEach(found -> positions.add(found.source()));
            if (page.next().isEmpty()) {
                return new Held(rows, positions.size());
            }
            criteria = criteria.after(page.next().get());
        }
    }

    private static Page<RecordSummary> page(DlqDesk desk, QueryCriteria criteria) {
        var result = desk.query(criteria).toCompletableFuture().join();
        if (result instanceof StorageResult.Success<Page<RecordSummary>> success) {
            return success.value();
        }
        throw new IllegalStateException("The store did not give a page: " + result);
    }
}
