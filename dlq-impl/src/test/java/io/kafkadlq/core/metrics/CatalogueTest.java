package io.kafkadlq.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.BreakerStatus;
import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.DoorStatus;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.flow.LoadMetrics;
import io.kafkadlq.api.flow.PressureState;
import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.metrics.MetricKind;
import io.kafkadlq.api.metrics.MetricSeries;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.PayloadRisk;
import io.kafkadlq.api.model.RetryStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final ChannelMetrics storing = new ChannelMetrics();
    private final HandlingMetrics handling = new HandlingMetrics();

    @Test
    void shouldTellDoorsBreakersAndFloodsApartByLabels() {
        var lines = lines(channel(busy(), OptionalLong.of(42)), Optional.empty());

        assertThat(lines)
                .contains(
                        "dlq_backpressure_state{channel=orders, door=handler} 1.0",
                        "dlq_backpressure_state{channel=orders, door=store} 2.0",
                        "dlq_backpressure_acceptance{channel=orders, door=handler} 0.4",
                        "dlq_pending{channel=orders, door=handler} 500.0",
                        "dlq_pending_limit{channel=orders, door=handler} 1000.0",
                        "dlq_entered_total{channel=orders, door=store} 7000.0",
                        "dlq_refusals_total{channel=orders, door=store} 3.0",
                        "dlq_entered_per_second{channel=orders, door=store} 90.0",
                        "dlq_outcomes_per_second{channel=orders, door=store} 60.0",
                        "dlq_ring_fill{channel=orders} 0.25",
                        "dlq_breaker_state{channel=orders} 1.0",
                        "dlq_breaker_opened_total{channel=orders} 2.0",
                        "dlq_breaker_failure_rate{channel=orders} 0.6",
                        "dlq_breaker_slow_call_rate{channel=orders} 0.1",
                        "dlq_rate_limit_permits_per_second{channel=orders} 500.0",
                        "dlq_flood{channel=orders, topic=orders-in} 0.8",
                        "dlq_consumer_lag{channel=orders} 42.0",
                        "dlq_consumers{channel=orders} 2.0",
                        "dlq_consumers_polling{channel=orders} 1.0",
                        "dlq_events_untold_total{} 3.0",
                        "dlq_payload_risks{channel=orders} 1.0",
                        "dlq_cpu_load{} 0.75");
    }

    @Test
    void shouldCountAndTimeWhatAChannelDoes() {
        storing.recordAccepted(true);
        storing.recordAccepted(false);
        storing.recordStored(Duration.ofMillis(4).toNanos());
        storing.batchWritten(1, Duration.ofMillis(2).toNanos());
        storing.storeFailed();
        storing.batchSize(64);
        handling.entered();
        handling.handled();
        handling.waited(Duration.ofSeconds(3).toNanos());
        handling.took(Duration.ofMillis(20).toNanos());

        var lines = lines(channel(calm(), OptionalLong.empty()), Optional.empty());

        assertThat(lines)
                .contains(
                        "dlq_records_accepted_total{channel=orders} 2.0",
                        "dlq_records_unreadable_total{channel=orders} 1.0",
                        "dlq_records_stored_total{channel=orders} 1.0",
                        "dlq_store_errors_total{channel=orders} 1.0",
                        "dlq_batch_size{channel=orders} 64.0",
                        "dlq_handled_total{channel=orders} 1.0",
                        "dlq_retries_claimed_total{channel=orders} 30.0",
                        "dlq_retries_given_up_total{channel=orders} 2.0",
                        "dlq_stage_seconds_bucket{channel=orders, stage=store, le=0.0025} 0.0",
                        "dlq_stage_seconds_bucket{channel=orders, stage=store, le=0.005} 1.0",
                        "dlq_stage_seconds_bucket{channel=orders, stage=wait, le=2.5} 0.0",
                        "dlq_stage_seconds_bucket{channel=orders, stage=wait, le=5} 1.0",
                        "dlq_stage_seconds_bucket{channel=orders, stage=handler, le=+Inf} 1.0",
                        "dlq_stage_seconds_sum{channel=orders, stage=store} 0.004",
                        "dlq_stage_seconds_sum{channel=orders, stage=write} 0.002",
                        "dlq_stage_seconds_sum{channel=orders, stage=wait} 3.0",
                        "dlq_stage_seconds_count{channel=orders, stage=write} 1.0")
                .anyMatch(line -> line.startsWith("dlq_store_time_seconds{channel=orders, quantile=0.99} 0.00"));
    }

    @Test
    void shouldTellWhatTheStoreHolds() {
        var unresolved = new Unresolved(
                Map.of("orders", Map.of(DlqStatus.FAILED, 7L), "elsewhere", Map.of(DlqStatus.PENDING, 1L)),
                Map.of("ConnectException", 7L, "other", 1L),
                Map.of("orders", NOW.minusSeconds(90)));

        var lines = lines(channel(calm(), OptionalLong.empty()), Optional.of(unresolved));

        assertThat(lines)
                .contains(
                        "dlq_records_unresolved{channel=orders, status=FAILED} 7.0",
                        "dlq_records_unresolved{channel=orders, status=PENDING} 0.0",
                        "dlq_exception_unresolved{exception=ConnectException} 7.0",
                        "dlq_oldest_unresolved_seconds{channel=orders} 90.0")
                .noneMatch(line -> line.contains("elsewhere") || line.startsWith("dlq_consumer_lag"));
    }

    @Test
    void shouldTellWhatTheJvmUses() {
        var families = families(channel(calm(), OptionalLong.empty()), Optional.empty());
        var memory = families.stream().collect(Collectors.toMap(MetricFamily::name, family -> family));

        assertThat(List.of("dlq_heap_used_bytes", "dlq_heap_max_bytes", "dlq_allocated_bytes_total"))
                .allSatisfy(name -> assertThat(memory.get(name).series())
                        .singleElement()
                        .extracting(MetricSeries::value)
                        .matches(bytes -> bytes > 100_000));
        assertThat(memory.get("dlq_gc_pause_seconds_total").series()).hasSize(1);
    }

    @Test
    void shouldHaveEachFamilyOnceWithTheSameLabelsEverywhere() {
        var families = families(
                channel(busy(), OptionalLong.of(1)), Optional.of(new Unresolved(Map.of(), Map.of(), Map.of())));

        assertThat(families).extracting(MetricFamily::name).doesNotHaveDuplicates();
        assertThat(families).allSatisfy(family -> {
            assertThat(family.name()).startsWith("dlq_").matches("[a-z0-9_]+");
            assertThat(family.kind() == MetricKind.COUNTER)
                    .as(family.name())
                    .isEqualTo(family.name().endsWith("_total"));
            assertThat(family.samples())
                    .allSatisfy(sample ->
                            assertThat(List.copyOf(sample.labels().keySet())).isEqualTo(family.labels()));
        });
        assertThat(families)
                .flatExtracting(MetricFamily::labels)
                .containsOnly("channel", "door", "stage", "status", "topic", "exception", "quantile");
    }

    @Test
    void shouldKnowFamiliesBeforeTheyHaveASample() {
        var names = families(channel(calm(), OptionalLong.empty()), Optional.empty()).stream()
                .filter(family -> family.samples().isEmpty())
                .map(MetricFamily::name);

        assertThat(names).contains("dlq_breaker_state", "dlq_flood", "dlq_records_unresolved", "dlq_consumer_lag");
    }

    @Test
    void shouldNumberTheStatesOfABreaker() {
        var open = new BreakerStatus(BreakerState.OPEN, "", 1, 1, 0);
        var closed = new BreakerStatus(BreakerState.CLOSED, "", 0, 0, 0);

        assertThat(lines(channel(guardedBy(open), OptionalLong.empty()), Optional.empty()))
                .contains("dlq_breaker_state{channel=orders} 2.0");
        assertThat(lines(channel(guardedBy(closed), OptionalLong.empty()), Optional.empty()))
                .contains("dlq_breaker_state{channel=orders} 0.0");
    }

    private List<String> lines(Readings.ChannelReadings orders, Optional<Unresolved> unresolved) {
        return families(orders, unresolved).stream()
                .flatMap(MetricFamily::series)
                .map(series -> series.name() + series.labels() + " " + series.value())
                .toList();
    }

    private List<MetricFamily> families(Readings.ChannelReadings orders, Optional<Unresolved> unresolved) {
        var risks = Map.of("orders", List.of(new PayloadRisk("orders-dlt", "keeps 1 d", "raise it")));
        return Catalogue.of(
                new Readings(new TreeMap<>(Map.of("orders", orders)), risks, unresolved, new JvmFigures(), 3, NOW));
    }

    private Readings.ChannelReadings channel(FlowStatus flow, OptionalLong lag) {
        var retries = new RetryStatistics(30, 21, 5, 2, 1, 1);
        return new Readings.ChannelReadings(
                storing.snapshot(() -> 5),
                handling.snapshot(retries, List.of(), List.of()),
                flow,
                new Readings.SourceReadings(2, 1, lag),
                storing,
                handling);
    }

    private static FlowStatus calm() {
        return new FlowStatus(
                door(Door.STORE, PressureState.NORMAL, 1),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Map.of());
    }

    private static FlowStatus guardedBy(BreakerStatus breaker) {
        return new FlowStatus(
                door(Door.STORE, PressureState.NORMAL, 1),
                Optional.of(door(Door.HANDLER, PressureState.NORMAL, 1)),
                Optional.of(breaker),
                OptionalDouble.empty(),
                Map.of());
    }

    private static FlowStatus busy() {
        return new FlowStatus(
                door(Door.STORE, PressureState.CLOSED, 0),
                Optional.of(door(Door.HANDLER, PressureState.SLOWED, 0.4)),
                Optional.of(new BreakerStatus(BreakerState.HALF_OPEN, "trying", 2, 0.6, 0.1)),
                OptionalDouble.of(500),
                Map.of("orders-in", 0.8));
    }

    private static DoorStatus door(Door door, PressureState state, double acceptance) {
        var load = new LoadMetrics(
                door,
                0.25,
                500,
                1000,
                90,
                60,
                Duration.ofMillis(1500),
                Duration.ofMillis(200),
                0.125,
                Duration.ofMillis(30),
                OptionalDouble.of(0.75),
                OptionalDouble.empty());
        return new DoorStatus(state, acceptance, "", 7000, 3, load);
    }
}
