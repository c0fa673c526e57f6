package io.kafkadlq.web.rest;

import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.metrics.MetricSeries;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Metrics in Prometheus' text format; a family without a sample is left out. */
final class PrometheusText {

    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double LARGEST_EXACT = 1L << 53;

    private final StringBuilder text = new StringBuilder(16_384);

    private PrometheusText() {}

    static String of(List<MetricFamily> families) {
        var page = new PrometheusText();
        families.stream().filter(family -> !family.samples().isEmpty()).forEach(page::write);
        return page.text.toString();
    }

    private void write(MetricFamily family) {
        line("# HELP ", family.name(), " ", family.help());
        line("# TYPE ", family.name(), " ", family.kind().name().toLowerCase(Locale.ROOT));
        family.series().forEach(this::write);
    }

    private void write(MetricSeries series) {
        text.append(series.name());
        char before = '{';
        for (Map.Entry<String, String> label : series.labels().entrySet()) {
            text.append(before).append(label.getKey()).append("=\"");
            text.append(escaped(label.getValue())).append('"');
            before = ',';
        }
        line(before == '{' ? " " : "} ", number(series.value()));
    }

    private void line(String... parts) {
        for (String part : parts) {
            text.append(part);
        }
        text.append('\n');
    }

    /** Whole numbers as such: a counter of records reads better without a fraction. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_EXACT
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
