package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.PressureState;
import io.kafkadlq.api.model.BatchMetrics;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.api.model.ProcessingStatistics;
import io.kafkadlq.api.model.RetryStatistics;
import io.kafkadlq.web.watch.Flows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    @Test
    void shouldWriteEachFamilyOnceAndASampleForEachChannel() {
        var batches = new BatchMetrics(7, 70, 64, Duration.ofMillis(20), Duration.ofMillis(90));
        var metrics = new ProcessingMetrics(10, 9, 1, 2, 3, 4, 5, Duration.ofMillis(3), Duration.ofMillis(12), batches);

        var handling = new ProcessingStatistics(
                20,
                2,
                3,
                1,
                6,
                Duration.ofMillis(1),
                Duration.ofMillis(8),
                Duration.ofMillis(2),
                Duration.ofMillis(16),
                new RetryStatistics(30, 21, 5, 2, 1, 1),
                List.of(),
                List.of());

        String text = PrometheusText.of(Map.of("b", metrics, "a", metrics), Map.of("a", handling), Map.of());

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
                        "dlq_parked_total{channel=\"a\"} 3",
                        "dlq_retries_claimed_total{channel=\"a\"} 30",
                        "dlq_retries_succeeded_total{channel=\"a\"} 21",
                        "dlq_retries_postponed_total{channel=\"a\"} 5",
                        "dlq_retries_given_up_total{channel=\"a\"} 2",
                        "dlq_handler_wait_seconds{channel=\"a\",quantile=\"0.99\"} 0.008",
                        "dlq_handler_seconds{channel=\"a\",quantile=\"0.5\"} 0.002");
    }

    @Test
    void shouldTellDoorsBreakersAndFloodsApartByLabels() {
        var slowed = Flows.with(
                Flows.calm(),
                Flows.door(Door.HANDLER, PressureState.SLOWED, 0.4, "slow"),
                Flows.breaker(BreakerState.HALF_OPEN, "trying"));
        var orders = Flows.flooded(Flows.limited(slowed, OptionalDouble.of(500)), Map.of("a\"b", 0.8));
        var mail = Flows.storing(Flows.door(Door.STORE, PressureState.CLOSED, 0, "full"));

        String text = PrometheusText.of(Map.of(), Map.of(), Map.of("orders", orders, "mail", mail));

        assertThat(text.lines())
                .containsSubsequence(
                        "# TYPE dlq_backpressure_state gauge",
                        "dlq_backpressure_state{channel=\"mail\",door=\"store\"} 2",
                        "dlq_backpressure_state{channel=\"orders\",door=\"handler\"} 1",
                        "dlq_backpressure_state{channel=\"orders\",door=\"store\"} 0")
                .contains(
                        "dlq_backpressure_acceptance{channel=\"orders\",door=\"handler\"} 0.4",
                        "dlq_pending{channel=\"orders\",door=\"handler\"} 500",
                        "dlq_pending_limit{channel=\"orders\",door=\"handler\"} 1000",
                        "dlq_entered_total{channel=\"orders\",door=\"store\"} 7000",
                        "dlq_refusals_total{channel=\"orders\",door=\"store\"} 3",
                        "dlq_ring_fill{channel=\"mail\"} 0.25",
                        "dlq_breaker_state{channel=\"orders\"} 1",
                        "dlq_breaker_opened_total{channel=\"orders\"} 2",
                        "dlq_breaker_failure_rate{channel=\"orders\"} 0.6",
                        "dlq_breaker_slow_call_rate{channel=\"orders\"} 0.1",
                        "dlq_rate_limit_permits_per_second{channel=\"orders\"} 500.0",
                        "dlq_flood{channel=\"orders\",topic=\"a\\\"b\"} 0.8",
                        "dlq_cpu_load 0.75")
                .noneMatch(line -> line.startsWith("dlq_rate_limit_permits_per_second{channel=\"mail\"")
                        || line.startsWith("dlq_breaker_state{channel=\"mail\""));
        assertThat(text.lines().filter(line -> line.startsWith("# TYPE"))).doesNotHaveDuplicates();
    }

    @Test
    void shouldLeaveOutFamiliesWithoutASample() {
        String text = PrometheusText.of(Map.of(), Map.of(), Map.of("mail", Flows.calm()));

        assertThat(text)
                .doesNotContain("dlq_breaker", "dlq_flood", "dlq_rate_limit", "dlq_heap_after_gc_ratio", "dlq_handled");
    }

    @Test
    void shouldNumberTheStates() {
        var open = Flows.with(
                Flows.calm(),
                Flows.door(Door.HANDLER, PressureState.NORMAL, 1, ""),
                Flows.breaker(BreakerState.OPEN, ""));

        String text = PrometheusText.of(Map.of(), Map.of(), Map.of("a", open, "b", Flows.handling()));

        assertThat(text.lines()).contains("dlq_breaker_state{channel=\"a\"} 2", "dlq_breaker_state{channel=\"b\"} 0");
    }
}
