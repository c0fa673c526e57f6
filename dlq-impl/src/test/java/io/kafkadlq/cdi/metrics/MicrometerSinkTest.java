package io.kafkadlq.cdi.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.metrics.MetricKind;
import io.kafkadlq.api.metrics.MetricSample;
import io.kafkadlq.api.metrics.MetricSample.Reading;
import io.kafkadlq.api.metrics.MetricSample.Times;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

class MicrometerSinkTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerSink sink = new MicrometerSink(registry);
    private double measured = 7;

    private static MetricFamily family(String name, MetricKind kind) {
        return new MetricFamily(name, kind, "", "What it measures", List.of("channel"), List.of());
    }

    private MetricSample show(MetricFamily family, DoubleFunction<MetricSample> sample) {
        sink.show(family, sample.apply(measured), () -> sample.apply(measured));
        return sample.apply(measured);
    }

    private static MetricSample reading(double value) {
        return new Reading(Map.of("channel", "orders"), value);
    }

    @Test
    void shouldCountByTheSameNameAndLabels() {
        show(family("dlq_records_stored_total", MetricKind.COUNTER), MicrometerSinkTest::reading);
        measured = 8;

        var counter = registry.get("dlq_records_stored_total").tag("channel", "orders");

        assertThat(counter.functionCounter().count()).isEqualTo(8);
    }

    @Test
    void shouldGaugeWhatIsThereNow() {
        show(family("dlq_pending", MetricKind.GAUGE), MicrometerSinkTest::reading);
        measured = 3;
        System.gc();

        assertThat(registry.get("dlq_pending").gauge().value()).isEqualTo(3);
    }

    @Test
    void shouldTimeWithoutTheUnitThatExportersAppend() {
        show(
                family("dlq_stage_seconds", MetricKind.HISTOGRAM),
                value -> new Times(Map.of("channel", "orders"), (long) value, value / 2, List.of()));

        var timer = registry.get("dlq_stage").tag("channel", "orders").functionTimer();

        assertThat(timer.count()).isEqualTo(7);
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(3.5);
    }

    @Test
    void shouldLeaveAloneWhatAnotherApplicationShows() {
        var family = family("dlq_pending", MetricKind.GAUGE);
        var sample = show(family, MicrometerSinkTest::reading);
        var another = new MicrometerSink(registry);

        assertThatThrownBy(() -> another.show(family, sample, () -> sample))
                .hasMessageContaining("Another application shows dlq_pending");
        another.hide(family, sample);

        assertThat(registry.get("dlq_pending").gauge().value()).isEqualTo(7);
    }

    @Test
    void shouldLeaveNothingBehind() {
        var family = family("dlq_pending", MetricKind.GAUGE);
        var sample = show(family, MicrometerSinkTest::reading);

        sink.hide(family, sample);

        assertThat(registry.getMeters()).isEmpty();
    }
}
