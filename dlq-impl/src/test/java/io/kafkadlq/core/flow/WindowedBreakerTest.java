package io.kafkadlq.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.FailedRecordsException;
import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.core.config.Configured;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WindowedBreakerTest {

    private static final Exception OUTAGE = new IOException("no route to host");

    private final List<String> changes = new ArrayList<>();
    private long now;
    private WindowedBreaker breaker = breaker(Map.of());

    private WindowedBreaker breaker(Map<String, String> settings) {
        Map<String, String> keys = new HashMap<>();
        settings.forEach((key, value) -> keys.put("circuit-breaker." + key, value));
        return new WindowedBreaker(
                Configured.channel(keys).circuitBreaker(),
                () -> now,
                (from, to, why) -> changes.add(from + " " + to + ": " + why));
    }

    private void pass(Duration time) {
        now += time.toNanos();
        breaker.pulse();
    }

    private void succeed(int calls) {
        IntStream.range(0, calls).forEach(i -> breaker.succeeded(breaker.tryAcquire()));
    }

    private void fail(int calls) {
        IntStream.range(0, calls).forEach(i -> breaker.failed(breaker.tryAcquire(), OUTAGE));
    }

    private void take(int calls, Duration time) {
        IntStream.range(0, calls).forEach(i -> breaker.succeeded(breaker.tryAcquire(), time.toNanos()));
    }

    private void open() {
        fail(20);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        changes.clear();
    }

    private void halfOpen() {
        open();
        pass(Duration.ofSeconds(10));
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        changes.clear();
    }

    @Nested
    class WhenItIsClosed {

        @Test
        void shouldOpenAtTheShareOfFailuresOnceThereAreEnoughCalls() {
            succeed(8);
            fail(11);
            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

            fail(1);

            assertThat(breaker.tryAcquire()).isEqualTo(CircuitBreaker.NONE);
            assertThat(changes).containsExactly("CLOSED OPEN: 60 % of the last 20 calls failed");
            assertThat(breaker.status().reason()).isEqualTo("60 % of the last 20 calls failed");
            assertThat(breaker.status().failureRate()).isEqualTo(0.6);
            assertThat(breaker.status().opened()).isEqualTo(1);
        }

        @Test
        void shouldStayClosedBelowTheShare() {
            for (int i = 0; i < 1000; i++) {
                succeed(2);
                fail(1);
            }

            assertThat(changes).isEmpty();
            assertThat(breaker.status().failureRate()).isBetween(0.33, 0.34);
            assertThat(breaker.status().reason()).isEmpty();
        }

        @Test
        void shouldOpenAtTheShareItself() {
            breaker = breaker(Map.of("failure-rate", "0.07"));
            succeed(93);
            fail(6);
            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

            fail(1);

            assertThat(changes).containsExactly("CLOSED OPEN: 7 % of the last 100 calls failed");
        }

        @Test
        void shouldForgetFailuresOlderThanTheLastCalls() {
            breaker = breaker(Map.of("window-calls", "10", "minimum-calls", "10"));
            fail(4);
            succeed(8);
            fail(2);
            assertThat(breaker.status().failureRate()).isEqualTo(0.2);

            succeed(5);
            fail(3);

            assertThat(changes).containsExactly("CLOSED OPEN: 50 % of the last 10 calls failed");
        }

        @Test
        void shouldOpenByFailuresOneAfterAnother() {
            breaker = breaker(Map.of("consecutive-failures", "3", "failure-rate", "1.0"));
            succeed(5);
            fail(2);
            succeed(1);
            fail(2);
            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

            fail(1);

            assertThat(changes).containsExactly("CLOSED OPEN: 3 failures one after another");
        }

        @Test
        void shouldOpenByTheShareOfSlowOnesAmongThoseThatWereTimed() {
            breaker = breaker(Map.of("slow-call", "PT2S"));
            succeed(1000);
            take(4, Duration.ofMillis(1999));
            take(15, Duration.ofSeconds(2));
            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

            take(1, Duration.ofSeconds(2));

            assertThat(changes)
                    .containsExactly("CLOSED OPEN: 80 % of the last 20 calls that were timed took PT2S or longer");
            assertThat(breaker.status().slowCallRate()).isEqualTo(0.8);
            assertThat(breaker.status().failureRate()).isZero();
        }

        @Test
        void shouldTakeNoCallForSlowWhereNoneIs() {
            take(1000, Duration.ofHours(1));

            assertThat(changes).isEmpty();
            assertThat(breaker.status().slowCallRate()).isZero();
        }

        @Test
        void shouldKeepNoPermissionBack() {
            IntStream.range(0, 1000).forEach(i -> breaker.unused(breaker.tryAcquire()));

            assertThat(breaker.available()).isEqualTo(Integer.MAX_VALUE);
            assertThat(breaker.isProbe(breaker.tryAcquire())).isFalse();
            assertThat(breaker.status().failureRate()).isZero();
        }
    }

    @Nested
    class WithAWindowOfTime {

        private void use(Map<String, String> settings) {
            Map<String, String> keys = new HashMap<>(settings);
            keys.put("window", "PT10S");
            breaker = breaker(keys);
        }

        @Test
        void shouldCountTheCallsOfThatTime() {
            use(Map.of());
            fail(19);
            pass(Duration.ofSeconds(9));
            succeed(20);
            assertThat(breaker.status().failureRate()).isBetween(0.48, 0.49);

            fail(1);

            assertThat(changes).containsExactly("CLOSED OPEN: 50 % of 40 calls within PT10S failed");
        }

        @Test
        void shouldForgetWhatIsOlder() {
            use(Map.of());
            fail(19);
            pass(Duration.ofSeconds(5));
            fail(0);
            succeed(30);
            pass(Duration.ofSeconds(5));
            fail(29);
            assertThat(changes).isEmpty();

            pass(Duration.ofSeconds(5));
            assertThat(breaker.status().failureRate()).isEqualTo(1.0);
            fail(1);

            assertThat(changes).containsExactly("CLOSED OPEN: 100 % of 30 calls within PT10S failed");
        }

        @Test
        void shouldForgetAllAfterARest() {
            use(Map.of());
            fail(19);
            succeed(3);

            pass(Duration.ofHours(24));
            fail(19);

            assertThat(changes).isEmpty();
            assertThat(breaker.status().failureRate()).isEqualTo(1.0);
        }

        @Test
        void shouldBeginAnewWhenItCloses() {
            use(Map.of());
            halfOpen();
            take(5, Duration.ZERO);

            fail(19);

            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
            assertThat(breaker.status().failureRate()).isEqualTo(1.0);
        }
    }

    @Nested
    class WhenItIsOpen {

        @Test
        void shouldLetNothingThroughUntilItsTimeIsOver() {
            open();

            pass(Duration.ofNanos(9_999_999_999L));
            assertThat(breaker.tryAcquire()).isEqualTo(CircuitBreaker.NONE);
            assertThat(breaker.available()).isZero();
            pass(Duration.ofNanos(1));

            assertThat(changes).containsExactly("OPEN HALF_OPEN: it was open for PT10S");
            assertThat(breaker.available()).isEqualTo(5);
            assertThat(breaker.status().reason()).isEqualTo("100 % of the last 20 calls failed");
        }

        @Test
        void shouldMakeNothingOfCallsBegunBefore() {
            long early = breaker.tryAcquire();
            open();

            breaker.failed(early, OUTAGE);
            breaker.succeeded(early);
            breaker.succeeded(early, 1);
            breaker.unused(early);

            assertThat(changes).isEmpty();
            assertThat(breaker.status().failureRate()).isEqualTo(1.0);
        }
    }

    @Nested
    class WhenItIsHalfOpen {

        @Test
        void shouldLetSoManyProbesThroughAndNoMore() {
            halfOpen();

            long[] permissions =
                    IntStream.range(0, 5).mapToLong(i -> breaker.tryAcquire()).toArray();

            assertThat(permissions).doesNotContain(CircuitBreaker.NONE);
            assertThat(breaker.isProbe(permissions[4])).isTrue();
            assertThat(breaker.tryAcquire()).isEqualTo(CircuitBreaker.NONE);
            assertThat(breaker.available()).isZero();
        }

        @Test
        void shouldCloseWhenAllProbesAreAnsweredWell() {
            halfOpen();
            succeed(2);
            fail(2);
            assertThat(changes).isEmpty();

            succeed(1);

            assertThat(changes).containsExactly("HALF_OPEN CLOSED: 2 of 5 probes failed");
            assertThat(breaker.status().reason()).isEmpty();
            assertThat(breaker.status().failureRate()).isZero();
            fail(19);
            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        }

        @Test
        void shouldOpenAgainAsSoonAsTooManyProbesHaveFailed() {
            halfOpen();
            fail(2);

            fail(1);

            assertThat(changes).containsExactly("HALF_OPEN OPEN: 3 of 5 probes failed");
            assertThat(breaker.status().opened()).isEqualTo(2);
            pass(Duration.ofSeconds(9));
            assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
            pass(Duration.ofSeconds(1));
            assertThat(breaker.available()).isEqualTo(5);
        }

        @Test
        void shouldOpenAgainAsSoonAsTooManyProbesWereSlow() {
            breaker = breaker(Map.of("slow-call", "PT2S"));
            halfOpen();
            take(3, Duration.ofSeconds(3));
            assertThat(changes).isEmpty();

            take(1, Duration.ofSeconds(2));

            assertThat(changes).containsExactly("HALF_OPEN OPEN: 4 of 5 probes took PT2S or longer");
        }

        @Test
        void shouldGiveAPermissionThatWasNotUsedToAnother() {
            halfOpen();
            long[] permissions =
                    IntStream.range(0, 5).mapToLong(i -> breaker.tryAcquire()).toArray();

            breaker.unused(permissions[0]);

            assertThat(breaker.available()).isEqualTo(1);
            assertThat(breaker.tryAcquire()).isNotEqualTo(CircuitBreaker.NONE);
            assertThat(breaker.tryAcquire()).isEqualTo(CircuitBreaker.NONE);
        }

        @Test
        void shouldTakeNoEarlierCallForAProbe() {
            long early = breaker.tryAcquire();
            halfOpen();
            long probe = breaker.tryAcquire();

            IntStream.range(0, 10).forEach(i -> breaker.failed(early, OUTAGE));
            IntStream.range(0, 10).forEach(i -> breaker.succeeded(early));
            IntStream.range(0, 10).forEach(i -> breaker.unused(early));

            assertThat(changes).isEmpty();
            assertThat(breaker.available()).isEqualTo(4);
            breaker.succeeded(probe);
            succeed(4);
            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        }

        @Test
        void shouldOpenAgainWhenAProbeIsNeverAnsweredAndMakeNothingOfItsLateAnswer() {
            halfOpen();
            long hanging = breaker.tryAcquire();
            succeed(4);
            pass(Duration.ofSeconds(9));
            assertThat(changes).isEmpty();

            pass(Duration.ofSeconds(1));
            assertThat(changes).containsExactly("HALF_OPEN OPEN: a probe had no outcome within PT10S");
            pass(Duration.ofSeconds(10));
            succeed(2);
            breaker.succeeded(hanging);
            breaker.unused(hanging);
            breaker.failed(hanging, OUTAGE);

            assertThat(breaker.available()).isEqualTo(3);
            assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        }

        @Test
        void shouldNotShutOutAHandlerForBeingSlowerThanItIsOpen() {
            halfOpen();
            breaker.tryAcquire();
            pass(Duration.ofSeconds(10));
            assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
            pass(Duration.ofSeconds(10));

            // Twelve seconds each: too long the first time, not the second.
            long[] permissions =
                    IntStream.range(0, 5).mapToLong(i -> breaker.tryAcquire()).toArray();
            pass(Duration.ofSeconds(12));
            IntStream.range(0, 5).forEach(i -> breaker.succeeded(permissions[i]));

            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        }

        @Test
        void shouldWaitForCallsThatNobodyMakes() {
            halfOpen();
            succeed(3);

            pass(Duration.ofHours(1));

            assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
            succeed(2);
            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        }

        @Test
        void shouldMakeNothingOfAProbeThatIsAnsweredAfterTheDecision() {
            halfOpen();
            long late = breaker.tryAcquire();
            fail(3);
            changes.clear();

            breaker.failed(late, OUTAGE);
            breaker.unused(late);

            assertThat(changes).isEmpty();
            assertThat(breaker.available()).isZero();
        }
    }

    @Nested
    class ForIgnoredExceptions {

        private void fail(Throwable why) {
            IntStream.range(0, 100).forEach(i -> breaker.failed(breaker.tryAcquire(), why));
        }

        @Test
        void shouldTakeThemTheirSubclassesAndWhatWrapsThemForSuccesses() {
            breaker = breaker(Map.of("ignored-exceptions", "java.lang.IllegalStateException,java.io.IOException"));

            fail(new FileNotFoundException());
            fail(new IllegalStateException());
            fail(new CompletionException(new ExecutionException(new IOException())));
            fail(new FailedRecordsException(Map.of(0, new IOException(), 3, new IllegalStateException())));

            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
            assertThat(breaker.status().failureRate()).isZero();
        }

        @Test
        void shouldCountAllOthers() {
            breaker = breaker(Map.of("ignored-exceptions", "java.io.FileNotFoundException"));

            fail(new IllegalStateException(new FileNotFoundException()));

            assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        }

        @Test
        void shouldCountAListOfWhichOneFailureIsNotIgnored() {
            breaker = breaker(Map.of("ignored-exceptions", "java.io.IOException"));

            fail(new FailedRecordsException(Map.of(0, new IOException(), 3, new IllegalStateException())));

            assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        }

        @Test
        void shouldLetThemEndAProbe() {
            breaker = breaker(Map.of("ignored-exceptions", "java.lang.IllegalStateException"));
            halfOpen();

            fail(new IllegalStateException());

            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        }
    }

    @Test
    void shouldTellOfChangesInTheirOrderEvenIfAListenerMakesOneOrFails() {
        List<BreakerState> told = new ArrayList<>();
        breaker = new WindowedBreaker(
                Configured.channel(Map.of("circuit-breaker.probes", "1")).circuitBreaker(),
                () -> now,
                (from, to, why) -> {
                    told.add(to);
                    if (to != BreakerState.CLOSED) {
                        pass(Duration.ofSeconds(10));
                        breaker.succeeded(breaker.tryAcquire());
                    }
                    throw new IllegalStateException("a listener's defect");
                });

        fail(20);

        assertThat(told).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    }
}
