package io.kafkadlq.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.DoorStatus;
import io.kafkadlq.api.flow.LoadMetrics;
import io.kafkadlq.api.flow.PressureState;
import io.kafkadlq.core.flow.ChannelLoad.Inside;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Duration PULSE = Duration.ofMillis(100);
    private static final int MAX_PENDING = 10;

    private final HandClock clock = new HandClock(Long.MAX_VALUE - 1_000_000_000L);
    private final List<String> told = new ArrayList<>();
    private long left;
    private long pending;
    private double wanted = 1;
    private boolean broken;
    private int asked;
    private Optional<String> shut = Optional.empty();

    private final BackpressureStrategy strategy = new BackpressureStrategy() {
        @Override
        public String name() {
            return "as the test wants";
        }

        @Override
        public double acceptance(double present, LoadMetrics load) {
            asked++;
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return wanted;
        }
    };

    private final Gate gate = new Gate(new Gate.Parts(
            new ChannelLoad(
                    Door.HANDLER,
                    new Inside(() -> pending, MAX_PENDING, 0, () -> 0),
                    () -> new Totals(left, left, 0, 0, 0),
                    () -> new Totals(0, 0, 0, 0, 0),
                    Duration.ofSeconds(2)),
            strategy,
            () -> shut,
            new Bound(MAX_PENDING, () -> left),
            new TokenBucket(1, OptionalInt.empty(), clock),
            (from, to, acceptance, reason) -> told.add(from + " to " + to + ": " + reason),
            clock));

    private void pulse() {
        gate.pulse(clock.advance(PULSE).nanos(), MachineLoad.UNKNOWN);
    }

    private int enter(int tries) {
        int entered = 0;
        for (int i = 0; i < tries; i++) {
            entered += gate.tryEnter() ? 1 : 0;
        }
        return entered;
    }

    @Test
    void shouldHoldTheHardBoundWhateverTheStrategySays() {
        assertThat(enter(50)).isEqualTo(MAX_PENDING);

        left = 3;
        assertThat(enter(50)).isEqualTo(3);
    }

    @Test
    void shouldLetNothingInWhileSomethingShutsIt() {
        shut = Optional.of("the breaker is open");

        assertThat(enter(5)).isZero();
        assertThat(gate.status().state()).isEqualTo(PressureState.CLOSED);
        assertThat(gate.status().reason()).isEqualTo("the breaker is open");

        shut = Optional.empty();
        assertThat(enter(5)).isEqualTo(5);
    }

    @Test
    void shouldTakeNoPermitForARecordThatFindsNoRoom() {
        gate.limitRate(Optional.of(new TokenBucket(100, OptionalInt.of(20), clock)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(enter(50)).isEqualTo(MAX_PENDING);

        left = 10;
        assertThat(enter(50)).as("the other ten of a burst of twenty").isEqualTo(10);
    }

    @Test
    void shouldGiveEverythingBackWithAnEntry() {
        gate.limitRate(Optional.of(new TokenBucket(1, OptionalInt.of(1), clock)));

        for (int i = 0; i < 100; i++) {
            assertThat(gate.tryEnter()).isTrue();
            gate.giveBack();
        }
        assertThat(gate.status().entered()).isZero();
    }

    @Test
    void shouldKeepToARateThatIsChangedWhileRunning() {
        gate.limitRate(Optional.of(new TokenBucket(10, OptionalInt.of(1), clock)));
        assertThat(enter(5)).isOne();
        assertThat(enter(5)).isZero();
        assertThat(gate.retryAfter()).isEqualTo(Duration.ofMillis(100));

        gate.rateLimit().orElseThrow().permitsPerSecond(50);
        clock.advance(Duration.ofMillis(20));
        assertThat(enter(5)).isOne();

        gate.limitRate(Optional.empty());
        assertThat(enter(5)).isEqualTo(5);
    }

    @Test
    void shouldLetInAShareOfTheBestRateThereWas() {
        pulse();
        left = 100;
        // 100 outcomes in a tenth of a second: 1,000/s.
        pulse();
        wanted = 0.1;
        pulse();
        left = 1000;
        clock.advance(Duration.ofSeconds(1));
        // Whatever has gathered, be it more than the bound lets in at once.
        enter(50);
        left = 2000;
        enter(50);
        left = 3000;
        clock.advance(Duration.ofMillis(50));

        assertThat(enter(9)).as("a twentieth of a second of a tenth of 1,000/s").isEqualTo(5);
        assertThat(gate.status().state()).isEqualTo(PressureState.SLOWED);
        assertThat(gate.status().acceptance()).isEqualTo(0.1);
    }

    @Test
    void shouldAskAgainWhileClosedAsOftenAsSomebodyTriesButNotMoreThanOnceAMillisecond() {
        wanted = 0;
        pulse();
        assertThat(enter(100)).isZero();
        int before = asked;
        clock.advance(Duration.ofMillis(1));
        assertThat(enter(100)).isZero();
        assertThat(asked - before).isOne();

        wanted = 1;
        clock.advance(Duration.ofMillis(1));
        assertThat(enter(1)).isOne();
    }

    @Test
    void shouldCountAsSlowAsLongAsRecordsHaveOutcomesBehindIt() {
        pulse();
        left = 50;
        wanted = 0;
        pulse();
        assertThat(gate.status().state()).isEqualTo(PressureState.SLOWED);

        for (int i = 0; i < 5; i++) {
            pulse();
        }
        assertThat(gate.status().state()).isEqualTo(PressureState.CLOSED);
    }

    @Test
    void shouldStayAsItIsWhenAStrategyFails() {
        wanted = 0.5;
        pulse();
        broken = true;
        pulse();

        assertThat(gate.status().acceptance()).isEqualTo(0.5);
    }

    @Test
    void shouldNotStayShutBecauseAStrategyFails() {
        wanted = 0;
        pulse();
        broken = true;
        pulse();

        assertThat(gate.status().acceptance()).isEqualTo(1);
    }

    @Test
    void shouldTakeAValueOutOfBoundsForTheNearest() {
        wanted = 7;
        pulse();
        assertThat(gate.status().acceptance()).isEqualTo(1);

        wanted = -1;
        pulse();
        assertThat(gate.status().acceptance()).isZero();
    }

    @Test
    void shouldTellWhatChangesAndWhy() {
        pending = 7;
        pulse();
        wanted = 0.5;
        pulse();
        wanted = 1;
        for (int i = 0; i < 100; i++) {
            pulse();
        }

        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith("NORMAL to SLOWED: 7 of 10 pending, ");
        assertThat(told.get(1)).isEqualTo("SLOWED to NORMAL: ");
    }

    @Test
    void shouldCountWhoCameInAndWhoWasRefused() {
        enter(15);

        DoorStatus status = gate.status();

        assertThat(status.entered()).isEqualTo(10);
        assertThat(status.refusals()).isEqualTo(5);
    }

    @Test
    void shouldEstimateWhenTheCrowdIsHalfGone() {
        pulse();
        pending = 8;
        left = 1;
        pulse();
        left = 2;
        pulse();

        // 10 outcomes a second: four of the eight are gone in 0.4 s.
        assertThat(gate.retryAfter()).isEqualTo(Duration.ofMillis(400));
    }
}
