package io.kafkadlq.bench.store;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Meter;
import io.kafkadlq.bench.harness.Run;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lets a writer write one batch after the other into tables that are empty at first. */
record StoreContender(String name, Optional<String> limit, Writer writer, Tables tables, List<List<DlqRecord>> batches)
        implements Contender {

    /** Who commits each record would take most of the suite's time. */
    private static final Duration LONGEST = Duration.ofSeconds(6);

    @Override
    public Run run(Duration bound) {
        tables.empty();
        long end = Math.min(bound.toNanos(), LONGEST.toNanos());
        long written = 0;
        var meter = Meter.start();
        try {
            for (List<DlqRecord> batch : batches) {
                if (meter.elapsedNanos() > end) {
                    break;
                }
                writer.write(batch);
                written += batch.size();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(name + " cannot write", e);
        }
        var figures = meter.stop(written);
        return new Run(figures, tables.against(written));
    }
}
