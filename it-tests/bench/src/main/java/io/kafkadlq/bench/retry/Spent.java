package io.kafkadlq.bench.retry;

import io.kafkadlq.bench.harness.Unit;
import java.util.Map;

/** What a database server has spent since it was started: its CPU, and how many transactions it has committed. */
record Spent(long cpuNanos, long commits) {

    /** For each of so many records, since then. */
    Map<Unit, Double> since(Spent before, long records) {
        double each = Math.max(1, records);
        return Map.of(
                Unit.DATABASE_CPU,
                (cpuNanos - before.cpuNanos) / 1e3 / each,
                Unit.COMMITS,
                (commits - before.commits) / each);
    }
}
