package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.BatchMetrics;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.api.model.ProcessingStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    @Test
    void shouldWriteEachFamilyOnceAndASampleForEachChannel() {
        var batches = new BatchMetrics(7, 70, 64, Duration.ofMillis(20), Duration.ofMillis(90));
        var metrics = new ProcessingMetrics(10, 9, 1, 2, 3, 4, 5, Duration.ofMillis(3), Duration.ofMillis(12), batches);

        var handling = new ProcessingStatistics(
                20,
                2,
                1,
                6,
                Duration.ofMillis(1),
                Duration.ofMillis(8),
                Duration.ofMillis(2),
                Duration.ofMillis(16),
                List.of(),
                List.of());

        String text = PrometheusText.of(Map.of("b", metrics, "a", metrics), Map.of("a", handling));

        assertThat(text.lines())
                .containsOnlyOnce("# TYPE dlq_records_accepted_total counter")
                .containsSequence(
                        "dlq_records_accepted_total{channel=\"a\"} 10", "dlq_records_accepted_total{channel=\"b\"} 10")
                .contains(
                        "dlq_store_time_seconds{channel=\"a\",quantile=\"0.99\"} 0.012",
                        "dlq_buffer_size{channel=\"a\"} 5")
                .contains(
                        "dlq_batches_written_total{channel=\"a\"} 7",
                        "dlq_batch_records_total{channel=\"a\"} 70",
                        "dlq_batch_size{channel=\"a\"} 64",
                        "dlq_batch_write_seconds{channel=\"a\",quantile=\"0.5\"} 0.02",
                        "dlq_batch_write_seconds{channel=\"a\",quantile=\"0.99\"} 0.09")
                .contains(
                        "dlq_handled_total{channel=\"a\"} 20",
                        "dlq_handler_failures_total{channel=\"a\"} 2",
                        "dlq_handler_abandoned_total{channel=\"a\"} 1",
                        "dlq_handler_under_way{channel=\"a\"} 6",
                        "dlq_handler_wait_seconds{channel=\"a\",quantile=\"0.99\"} 0.008",
                        "dlq_handler_seconds{channel=\"a\",quantile=\"0.5\"} 0.002");
    }
}
