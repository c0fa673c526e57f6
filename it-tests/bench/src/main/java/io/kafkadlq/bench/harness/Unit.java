package io.kafkadlq.bench.harness;

/** What a figure counts. The names are part of the result files. */
public enum Unit {
    RATE("records/s"),
    CPU("cpu us/record"),
    P50("ms to durable, P50"),
    P99("ms to durable, P99"),
    WAIT_P50("us, P50"),
    WAIT_P99("us, P99"),
    WAIT_P999("us, P99.9"),
    CORES("cores used"),
    ALLOCATED("allocated B/record"),
    HEAP("heap MB"),
    HEAP_BEYOND_VALUE("heap B/record beyond value"),
    RECOVERY("s to full rate"),
    REBALANCES("rebalances"),
    TO_OPEN("ms to open"),
    CALLS_WHILE_OPEN("calls/s while open"),
    OPENINGS("openings"),
    DEAD_LETTERS("dead letters"),
    LEAST_ACCEPTANCE("least acceptance"),
    LONGEST_INSIDE("s inside, longest"),
    RATE_ERROR("% off the rate"),
    RATE_CHANGE("ms to another rate"),
    DATABASE_CPU("database cpu us/record"),
    RESULTS_A_COMMIT("results/commit"),
    COMMITS("commits/record"),
    LATE_P50("ms late, P50"),
    LATE_P99("ms late, P99"),
    LATE_MOST("ms late, most"),
    LATE_LEAST("ms late, least"),
    CALL("ms a call");

    private final String label;

    Unit(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
