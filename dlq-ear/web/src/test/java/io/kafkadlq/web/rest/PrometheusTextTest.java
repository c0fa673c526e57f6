package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.metrics.MetricKind;
import io.kafkadlq.api.metrics.MetricSample;
import io.kafkadlq.api.metrics.MetricSample.Bucket;
import io.kafkadlq.api.metrics.MetricSample.Reading;
import io.kafkadlq.api.metrics.MetricSample.Times;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    @Test
    void shouldWriteEachFamilyOnceAndASampleForEachChannel() {
        String text = PrometheusText.of(List.of(family(
                "dlq_records_accepted_total",
                MetricKind.COUNTER,
                new Reading(Map.of("channel", "a"), 10),
                new Reading(Map.of("channel", "b"), 2.5))));

        assertThat(text).isEqualTo("""
                # HELP dlq_records_accepted_total What it measures
                # TYPE dlq_records_accepted_total counter
                dlq_records_accepted_total{channel="a"} 10
                dlq_records_accepted_total{channel="b"} 2.5
                """);
    }

    @Test
    void shouldWriteHistogramsWithBucketsSumAndCount() {
        var times = new Times(Map.of("stage", "store"), 7, 3.25, List.of(new Bucket(0.005, 2), new Bucket(1, 6)));

        String text = PrometheusText.of(List.of(family("dlq_stage_seconds", MetricKind.HISTOGRAM, times)));

        assertThat(text.lines().skip(1))
                .containsExactly(
                        "# TYPE dlq_stage_seconds histogram",
                        "dlq_stage_seconds_bucket{stage=\"store\",le=\"0.005\"} 2",
                        "dlq_stage_seconds_bucket{stage=\"store\",le=\"1\"} 6",
                        "dlq_stage_seconds_bucket{stage=\"store\",le=\"+Inf\"} 7",
                        "dlq_stage_seconds_sum{stage=\"store\"} 3.25",
                        "dlq_stage_seconds_count{stage=\"store\"} 7");
    }

    @Test
    void shouldEscapeLabelsAndWriteNoBracesWithoutAny() {
        String text = PrometheusText.of(List.of(
                family("dlq_flood", MetricKind.GAUGE, new Reading(Map.of("topic", "a\"b\\c\nd"), 0.8)),
                family("dlq_cpu_load", MetricKind.GAUGE, new Reading(Map.of(), 0.75))));

        assertThat(text.lines()).contains("dlq_flood{topic=\"a\\\"b\\\\c\\nd\"} 0.8", "dlq_cpu_load 0.75");
    }

    @Test
    void shouldLeaveOutFamiliesWithoutASample() {
        assertThat(PrometheusText.of(List.of(family("dlq_flood", MetricKind.GAUGE))))
                .isEmpty();
    }

    private static MetricFamily family(String name, MetricKind kind, MetricSample... samples) {
        return new MetricFamily(name, kind, "", "What it measures", List.of(), List.of(samples));
    }
}
