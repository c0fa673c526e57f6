package io.kafkadlq.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.LoadMetrics;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ChannelLoadTest {

    private static final Duration PULSE = Duration.ofMillis(100);
    private static final Offset<Double> NEARLY = Offset.offset(1e-6);

    private final HandClock clock = new HandClock(Long.MAX_VALUE - 1_000_000_000L);
    private long pending;
    private Totals handled = new Totals(0, 0, 0, 0, 0);
    private Totals stored = new Totals(0, 0, 0, 0, 0);
    private final ChannelLoad load = new ChannelLoad(
            Door.HANDLER,
            new ChannelLoad.Inside(() -> pending, 1000, 10, () -> 0.25),
            () -> handled,
            () -> stored,
            Duration.ofSeconds(2));

    private void pulse() {
        load.look(clock.advance(PULSE).nanos(), MachineLoad.UNKNOWN);
    }

    /** For so many pulses, so many records a second have their outcome, each after so long. */
    private void handle(int pulses, int perSecond, int failingPerSecond, Duration each) {
        for (int i = 0; i < pulses; i++) {
            int outcomes = perSecond / 10;
            handled = new Totals(
                    handled.outcomes() + outcomes,
                    handled.calls() + outcomes,
                    handled.failures() + failingPerSecond / 10,
                    handled.timed() + outcomes,
                    handled.timedNanos() + outcomes * each.toNanos());
            pulse();
        }
    }

    @Test
    void shouldSayNothingBeforeAnythingHappened() {
        LoadMetrics now = load.now();

        assertThat(now.processingTime()).isZero();
        assertThat(now.errorRate()).isZero();
        assertThat(now.fill()).isZero();
    }

    @Test
    void shouldTellHowLongANewcomerTakesByWhatWaitsBeforeIt() {
        pending = 510;
        pulse();
        handle(20, 100, 0, Duration.ofMillis(40));

        LoadMetrics now = load.now();

        assertThat(now.processingTime()).isEqualTo(Duration.ofSeconds(5).plusMillis(40));
        assertThat(now.handlerTime()).isEqualTo(Duration.ofMillis(40));
        assertThat(now.fill()).isEqualTo(0.51);
    }

    @Test
    void shouldNotTakeForWaitingWhatIsWorkedOn() {
        pending = 10;
        pulse();
        handle(20, 10, 0, Duration.ofMillis(900));

        assertThat(load.now().processingTime()).isEqualTo(Duration.ofMillis(900));
    }

    @Test
    void shouldGrowWhileNothingHasAnOutcome() {
        handle(2, 100, 0, Duration.ofMillis(1));
        pending = 500;
        handle(50, 0, 0, Duration.ZERO);

        assertThat(load.now().processingTime()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldTellTheShareOfFailuresWithinTheWindowOnly() {
        pulse();
        handle(20, 1000, 500, Duration.ofMillis(1));
        assertThat(load.now().errorRate()).isCloseTo(0.5, NEARLY);

        handle(10, 1000, 0, Duration.ofMillis(1));
        assertThat(load.now().errorRate()).isCloseTo(0.25, NEARLY);

        handle(10, 1000, 0, Duration.ofMillis(1));
        assertThat(load.now().errorRate()).isZero();
    }

    @Test
    void shouldTellWhatComesAndGoesOfLate() {
        pulse();
        handle(3, 1000, 0, Duration.ofMillis(1));
        pending = 60;
        handle(3, 1000, 0, Duration.ofMillis(1));

        LoadMetrics now = load.now();

        assertThat(now.outcomesPerSecond()).isCloseTo(1000, NEARLY);
        assertThat(now.enteredPerSecond()).isCloseTo(1200, NEARLY);
    }

    @Test
    void shouldTellTheTimeOfWritesBehindEitherDoor() {
        pulse();
        stored = new Totals(100, 2, 1, 1, Duration.ofMillis(80).toNanos());
        pulse();

        assertThat(load.now().storeLatency()).isEqualTo(Duration.ofMillis(80));
        assertThat(load.now().errorRate()).isZero();
    }
}
