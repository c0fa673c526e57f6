package io.kafkadlq.web.rest;

import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.api.model.ProcessingStatistics;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Metrics of all channels in Prometheus' text format. */
final class PrometheusText {

    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(4096);

    private PrometheusText() {}

    static String of(Map<String, ProcessingMetrics> metrics, Map<String, ProcessingStatistics> processing) {
        var page = new PrometheusText();
        page.storing(page.new Families<>(metrics));
        page.batches(page.new Families<>(metrics));
        page.handling(page.new Families<>(processing));
        return page.text.toString();
    }

    private void storing(Families<ProcessingMetrics> families) {
        families.counter("dlq_records_accepted_total", "Records taken in", ProcessingMetrics::accepted)
                .counter("dlq_records_stored_total", "Records made durable", ProcessingMetrics::stored)
                .counter("dlq_records_duplicate_total", "Redeliveries recognised", ProcessingMetrics::duplicates)
                .counter(
                        "dlq_records_unreadable_total",
                        "Records stored raw because not all they say could be read",
                        ProcessingMetrics::unreadable)
                .counter("dlq_store_errors_total", "Writes the store failed", ProcessingMetrics::storeFailures)
                .counter("dlq_redrives_total", "Records Kafka acknowledged again", ProcessingMetrics::redriven)
                .gauge("dlq_buffer_size", "Records between intake and store now", ProcessingMetrics::pending)
                .summary(
                        "dlq_store_time_seconds",
                        "Time from intake to durable",
                        ProcessingMetrics::storeP50,
                        ProcessingMetrics::storeP99);
    }

    private void batches(Families<ProcessingMetrics> families) {
        families.counter("dlq_batches_written_total", "Batches the store made durable", metrics -> metrics.batches()
                        .written())
                .counter("dlq_batch_records_total", "Records in them", metrics -> metrics.batches()
                        .records())
                .gauge("dlq_batch_size", "Records a batch holds now before it is written", metrics -> metrics.batches()
                        .size())
                .summary(
                        "dlq_batch_write_seconds",
                        "Time of one write to the store",
                        metrics -> metrics.batches().writeP50(),
                        metrics -> metrics.batches().writeP99());
    }

    private void handling(Families<ProcessingStatistics> families) {
        families.counter("dlq_handled_total", "Records the handler was done with", ProcessingStatistics::handled)
                .counter("dlq_handler_failures_total", "Records it failed on", ProcessingStatistics::failed)
                .counter(
                        "dlq_handler_abandoned_total",
                        "Records given back before the handler saw them",
                        ProcessingStatistics::abandoned)
                .gauge("dlq_handler_under_way", "Records taken for the handler now", ProcessingStatistics::underWay)
                .summary(
                        "dlq_handler_wait_seconds",
                        "Time from read to the handler's start",
                        ProcessingStatistics::waitP50,
                        ProcessingStatistics::waitP99)
                .summary(
                        "dlq_handler_seconds",
                        "Time the handler took",
                        ProcessingStatistics::handlerP50,
                        ProcessingStatistics::handlerP99);
    }

    /** Families that have a sample for each channel. */
    private final class Families<T> {

        private final SortedMap<String, T> channels;

        Families(Map<String, T> channels) {
            this.channels = new TreeMap<>(channels);
        }

        Families<T> counter(String name, String help, ToLongFunction<T> value) {
            return family(name, "counter", help).samples(name, "", value::applyAsLong);
        }

        Families<T> gauge(String name, String help, ToLongFunction<T> value) {
            return family(name, "gauge", help).samples(name, "", value::applyAsLong);
        }

        Families<T> summary(String name, String help, Function<T, Duration> p50, Function<T, Duration> p99) {
            return family(name, "summary", help)
                    .samples(name, ",quantile=\"0.5\"", value -> seconds(p50.apply(value)))
                    .samples(name, ",quantile=\"0.99\"", value -> seconds(p99.apply(value)));
        }

        private Families<T> family(String name, String type, String help) {
            text.append("# HELP ").append(name).append(' ').append(help).append('\n');
            text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
            return this;
        }

        private Families<T> samples(String name, String labels, Function<T, Number> value) {
            channels.forEach((channel, figures) -> text.append(name)
                    .append("{channel=\"")
                    .append(escaped(channel))
                    .append('"')
                    .append(labels)
                    .append("} ")
                    .append(value.apply(figures))
                    .append('\n'));
            return this;
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
