package io.kafkadlq.bench.harness;

/** What a figure counts. The names are part of the result files. */
public enum Unit {
    RATE("records/s"),
    CPU("cpu us/record"),
    P50("ms to durable, P50"),
    P99("ms to durable, P99");

    private final String label;

    Unit(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
