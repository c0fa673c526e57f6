package io.kafkadlq.bench.harness;

import java.util.Map;

/** What one run of one contender brought: its figures, and what went wrong with its records. */
public record Run(Map<Unit, Double> figures, Defects defects) {

    public Run {
        figures = Map.copyOf(figures);
    }
}
