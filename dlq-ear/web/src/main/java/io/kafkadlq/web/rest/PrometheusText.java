package io.kafkadlq.web.rest;

import io.kafkadlq.api.model.ProcessingMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Metrics of all channels in Prometheus' text format. */
final class PrometheusText {

    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final SortedMap<String, ProcessingMetrics> channels;
    private final StringBuilder text = new StringBuilder(2048);

    private PrometheusText(Map<String, ProcessingMetrics> channels) {
        this.channels = new TreeMap<>(channels);
    }

    static String of(Map<String, ProcessingMetrics> channels) {
        return new PrometheusText(channels)
                .counter("dlq_records_accepted_total", "Records taken in", ProcessingMetrics::accepted)
                .counter("dlq_records_stored_total", "Records made durable", ProcessingMetrics::stored)
                .counter("dlq_records_duplicate_total", "Redeliveries recognised", ProcessingMetrics::duplicates)
                .counter(
                        "dlq_records_unreadable_total",
                        "Records stored raw because not all they say could be read",
                        ProcessingMetrics::unreadable)
                .counter("dlq_store_errors_total", "Writes the store failed", ProcessingMetrics::storeFailures)
                .counter("dlq_redrives_total", "Records Kafka acknowledged again", ProcessingMetrics::redriven)
                .family("dlq_buffer_size", "gauge", "Records between intake and store now")
                .samples("dlq_buffer_size", "", ProcessingMetrics::pending)
                .family("dlq_store_time_seconds", "summary", "Time from intake to durable")
                .samples("dlq_store_time_seconds", ",quantile=\"0.5\"", m -> seconds(m.storeP50()))
                .samples("dlq_store_time_seconds", ",quantile=\"0.99\"", m -> seconds(m.storeP99()))
                .batches()
                .text
                .toString();
    }

    private PrometheusText batches() {
        return counter("dlq_batches_written_total", "Batches the store made durable", m -> m.batches()
                        .written())
                .counter("dlq_batch_records_total", "Records in them", m -> m.batches()
                        .records())
                .family("dlq_batch_size", "gauge", "Records a batch holds now before it is written")
                .samples("dlq_batch_size", "", m -> m.batches().size())
                .family("dlq_batch_write_seconds", "summary", "Time of one write to the store")
                .samples(
                        "dlq_batch_write_seconds",
                        ",quantile=\"0.5\"",
                        m -> seconds(m.batches().writeP50()))
                .samples(
                        "dlq_batch_write_seconds",
                        ",quantile=\"0.99\"",
                        m -> seconds(m.batches().writeP99()));
    }

    private PrometheusText counter(String name, String help, ToLongFunction<ProcessingMetrics> value) {
        return family(name, "counter", help).samples(name, "", value::applyAsLong);
    }

    private PrometheusText family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    private PrometheusText samples(String name, String labels, Function<ProcessingMetrics, Number> value) {
        channels.forEach((channel, metrics) -> text.append(name)
                .append("{channel=\"")
                .append(escaped(channel))
                .append('"')
                .append(labels)
                .append("} ")
                .append(value.apply(metrics))
                .append('\n'));
        return this;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
