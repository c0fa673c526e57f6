package io.kafkadlq.bench.chart;

/** A time in which something was different, shaded through all panels; in seconds. */
public record Phase(String label, double from, double to) {}
