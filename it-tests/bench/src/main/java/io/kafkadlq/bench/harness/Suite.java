package io.kafkadlq.bench.harness;

import java.util.List;

/** Measures one side of the product, in one or more scenes, and stops all it has started. */
public interface Suite {

    /** As after {@code -Dbench=}, and as the name of its result file. */
    String name();

    /** One line for those who look for a suite. */
    String description();

    /** Measures all scenes within the budget. */
    List<Result> measure(Settings settings, Budget budget);

    /** What is wanted of its figures, to be said below the table. */
    default List<Aim> aims() {
        return List.of();
    }
}
