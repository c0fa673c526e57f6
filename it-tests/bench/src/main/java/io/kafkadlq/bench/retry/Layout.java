package io.kafkadlq.bench.retry;

import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Meter;
import io.kafkadlq.bench.harness.Run;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The same work on PostgreSQL with rows laid out in another way: a row is written anew with each claim and each result, and
 * what lies outside of it is not.
 *
 * @param storage parameters of the table
 */
record Layout(String name, Optional<String> limit, String storage, Store store, Contender work) implements Contender {

    static final String DEFAULT = "toast_tuple_target = 2032, fillfactor = 100";

    @Override
    public Run run(Duration bound) {
        store.jdbc().execute("ALTER TABLE dlq_record SET (" + storage + ")");
        try {
            return work.run(bound);
        } finally {
            store.jdbc().execute("ALTER TABLE dlq_record RESET (toast_tuple_target, fillfactor)");
        }
    }

    /** All rows by one statement: no client is in the way, so that what a layout costs shows most. */
    record Insert(String name, Store store, int records) implements Contender {

        @Override
        public Optional<String> limit() {
            return Optional.empty();
        }

        @Override
        public Run run(Duration bound) {
            store.restore(Set.of());
            var before = store.spent();
            var meter = Meter.start();
            store.jdbc().execute("INSERT INTO dlq_record SELECT * FROM " + Content.UNORDERED.keptAs());
            var figures = meter.stop(records);
            before.ifPresent(spent -> figures.putAll(store.spent().orElseThrow().since(spent, records)));
            return new Run(figures, Defects.of(Defects.NOT_CHECKED, Defects.NOT_CHECKED));
        }
    }
}
