package io.kafkadlq.core.memory;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.Paging;
import io.kafkadlq.api.store.QueryCriteria;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at one record after another. Threading: any thread, beside those that change them. */
final class MemoryQueries {

    private final MemoryTable table;

    MemoryQueries(MemoryTable table) {
        this.table = table;
    }

    Page<RecordSummary> query(QueryCriteria criteria) {
        List<RecordSummary> nearest = from(criteria.paging())
                .filter(criteria::matches)
                // One more than asked for tells whether there are more.
                .limit(criteria.limit() + 1L)
                .map(record -> record.summary().withoutStackTrace())
                .toList();
        return Page.of(criteria.paging(), nearest);
    }

    private Stream<DlqRecord> from(Paging paging) {
        ConcurrentNavigableMap<RecordId, DlqRecord> ascending = table.records();
        ConcurrentNavigableMap<RecordId, DlqRecord> walked =
                paging.descending() ? ascending.descendingMap() : ascending;
        return paging.start().map(start -> walked.tailMap(start, false)).orElse(walked).values().stream();
    }

    Counts count(QueryCriteria which, CountBy by) {
        Map<List<String>, Long> counted = table.records().values().stream()
                .filter(which::matches)
                .map(record -> by.keyOf(record.summary()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<Counts.Group> found = counted.entrySet().stream()
                .map(group -> new Counts.Group(group.getKey(), group.getValue()))
                .sorted(order(by))
                .limit(which.limit() + 1L)
                .toList();
        return Counts.of(found, which.limit());
    }

    private static Comparator<Counts.Group> order(CountBy by) {
        return by.bucket().isPresent()
                ? Comparator.<Counts.Group, Instant>comparing(
                                group -> Instant.parse(group.key().get(0)))
                        .reversed()
                : Comparator.comparingLong(Counts.Group::records)
                        .reversed()
                        .thenComparing(group -> String.join("\n", group.key()));
    }
}
