package io.kafkadlq.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.flow.AdaptiveBackpressureStrategy;
import io.kafkadlq.api.flow.Door;
import io.kafkadlq.core.flow.ChannelLoad.Inside;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/**
 * Where the adaptive strategy leads to, with a gate, a queue and a handler that is a formula: it works as much as it can,
 * nobody waits much longer than the target, and it comes back.
 */
class AcceptanceStabilityTest {

    private static final Duration TARGET = Duration.ofSeconds(1);
    private static final int MAX_PENDING = 100_000;

    /** A queue before a handler, filled through a gate by somebody who has more than enough, or so many a second. */
    private static final class Plant {

        private static final Duration STEP = Duration.ofMillis(5);
        private static final int STEPS_A_PULSE = 20;

        private final HandClock clock = new HandClock(Long.MAX_VALUE - 30_000_000_000L);
        private final Random noise;
        private final Gate gate;
        private double offered;
        private double waitingOutside;
        private double capacity;
        private double work;
        private long pending;
        private long left;
        private long leftBefore;
        private double longestSeconds;

        Plant(Random noise) {
            this.noise = noise;
            this.gate = new Gate(new Gate.Parts(
                    new ChannelLoad(
                            Door.HANDLER,
                            new Inside(() -> pending, MAX_PENDING, 16, () -> 0),
                            () -> new Totals(left, left, 0, 0, 0),
                            () -> new Totals(0, 0, 0, 0, 0),
                            Duration.ofSeconds(2)),
                    new AdaptiveBackpressureStrategy(TARGET, 0.5, OptionalDouble.empty(), 1),
                    Gate.Shutter.NEVER,
                    new Bound(MAX_PENDING, () -> left),
                    new TokenBucket(1, OptionalInt.empty(), clock),
                    (from, to, acceptance, reason) -> {},
                    clock));
        }

        void offer(double perSecond) {
            offered = perSecond;
        }

        void canHandle(double perSecond) {
            capacity = perSecond;
        }

        void run(Duration duration) {
            leftBefore = left;
            longestSeconds = 0;
            long steps = duration.dividedBy(STEP);
            for (int i = 1; i <= steps; i++) {
                step();
                if (i % STEPS_A_PULSE == 0) {
                    gate.pulse(clock.nanos(), MachineLoad.UNKNOWN);
                }
            }
        }

        private void step() {
            clock.advance(STEP);
            double seconds = STEP.toNanos() / 1e9;
            waitingOutside += offered * seconds;
            while (waitingOutside >= 1 && gate.tryEnter()) {
                waitingOutside--;
                pending++;
            }
            // From half to one and a half of what it can.
            work = Math.min(work, 1) + capacity * seconds * (0.5 + noise.nextDouble());
            long done = Math.min(pending, (long) work);
            work -= done;
            pending -= done;
            left += done;
            longestSeconds = Math.max(longestSeconds, pending / capacity);
        }

        double handledPerSecond(Duration during) {
            return (left - leftBefore) / (during.toNanos() / 1e9);
        }

        double acceptance() {
            return gate.status().acceptance();
        }
    }

    @Property(tries = 40)
    void shouldKeepAHandlerBusyAndItsQueueShort(
            @ForAll Random noise, @ForAll @IntRange(min = 200, max = 20_000) int capacity) {
        var plant = new Plant(noise);
        plant.offer(10.0 * capacity);
        plant.canHandle(capacity);
        plant.run(Duration.ofSeconds(30));

        Duration watched = Duration.ofSeconds(60);
        plant.run(watched);

        assertThat(plant.handledPerSecond(watched)).isGreaterThan(0.9 * capacity);
        assertThat(plant.longestSeconds).isLessThan(2.0);
    }

    @Property(tries = 40)
    void shouldFollowAHandlerThatSlowsDownAndComesBack(
            @ForAll Random noise,
            @ForAll @IntRange(min = 3000, max = 20_000) int capacity,
            @ForAll @DoubleRange(min = 1.5, max = 10) double slower,
            @ForAll @DoubleRange(min = 0.3, max = 0.8) double load) {
        var plant = new Plant(noise);
        plant.offer(load * capacity);
        plant.canHandle(capacity);
        plant.run(Duration.ofSeconds(20));
        assertThat(plant.acceptance()).isEqualTo(1);

        plant.canHandle(capacity / slower);
        plant.run(Duration.ofSeconds(60));
        Duration watched = Duration.ofSeconds(30);
        plant.run(watched);
        assertThat(plant.handledPerSecond(watched)).isGreaterThan(0.9 * Math.min(load * capacity, capacity / slower));
        assertThat(plant.longestSeconds).isLessThan(2.5);

        plant.canHandle(capacity);
        plant.run(Duration.ofSeconds(10));
        plant.run(watched);
        assertThat(plant.handledPerSecond(watched)).isGreaterThan(0.9 * load * capacity);
        assertThat(plant.longestSeconds).isLessThan(2.0);
    }
}
