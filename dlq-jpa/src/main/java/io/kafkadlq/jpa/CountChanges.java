package io.kafkadlq.jpa;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction changes of the counts. Whoever adds, changes or deletes a row of {@code dlq_progress} tells it, and
 * hands it to {@link CountJournal#note} in the same transaction. Threading: one thread, one transaction.
 */
final class CountChanges {

    private final Map<CountKey, Long> records = new HashMap<>();

    void added(CountKey key) {
        count(key, 1);
    }

    void moved(CountKey from, CountKey to) {
        if (!from.equals(to)) {
            count(from, -1);
            count(to, 1);
        }
    }

    void gone(CountKey key) {
        count(key, -1);
    }

    void count(CountKey key, long more) {
        records.merge(key, more, CountChanges::sum);
    }

    /** Null, which means that it is left out, for what comes to nothing. */
    private static @Nullable Long sum(long before, long more) {
        return before + more == 0 ? null : before + more;
    }

    Map<CountKey, Long> byKey() {
        return records;
    }

    /** As rows: how many more records, and of what. */
    List<List<Object>> rows() {
        return records.entrySet().stream()
                .map(change -> Stream.concat(Stream.of(change.getValue()), change.getKey().values().stream())
                        .toList())
                .toList();
    }
}
