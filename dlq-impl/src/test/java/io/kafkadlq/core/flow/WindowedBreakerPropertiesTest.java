package io.kafkadlq.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.CircuitBreakerConfig;
import io.kafkadlq.api.flow.BreakerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The breaker beside a naive one, and under several threads. */
class WindowedBreakerPropertiesTest {

    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration OPEN_FOR = Duration.ofSeconds(10);
    private static final Exception OUTAGE = new IllegalStateException("down");

    /** Not a record: calls of one period have the same permission, and are not the same. */
    private static final class Call {

        private final long permission;

        Call(long permission) {
            this.permission = permission;
        }

        long permission() {
            return permission;
        }
    }

    private long now;

    @Provide
    Arbitrary<CircuitBreakerConfig> configs() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0.01, 1).ofScale(2),
                        Arbitraries.integers().between(1, 6).optional(),
                        Arbitraries.doubles().between(0.01, 1).ofScale(2),
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.integers().between(1, 6))
                .as((failures, consecutive, slow, window, minimum, probes) -> new CircuitBreakerConfig(
                        true,
                        failures,
                        consecutive,
                        Optional.of(SLOW),
                        slow,
                        window,
                        Optional.empty(),
                        Math.min(minimum, window),
                        OPEN_FOR,
                        probes,
                        List.of()));
    }

    @Property(tries = 1000)
    void shouldDoWhatTheNaiveOneDoes(
            @ForAll("configs") CircuitBreakerConfig config,
            @ForAll @IntRange(min = 5, max = 95) int percentGood,
            @ForAll Random random) {
        now = random.nextLong();
        List<BreakerState> told = new ArrayList<>(List.of(BreakerState.CLOSED));
        var breaker = new WindowedBreaker(config, () -> now, (from, to, why) -> {
            assertThat(told.get(told.size() - 1)).isEqualTo(from);
            told.add(to);
        });
        var naive = new NaiveBreaker(config);
        List<Call> underWay = new ArrayList<>();

        for (int step = 0; step < 400; step++) {
            int what = random.nextInt(100);
            if (what < 45) {
                acquire(breaker, naive, underWay);
            } else if (what < 90 && !underWay.isEmpty()) {
                Call call = underWay.remove(random.nextInt(underWay.size()));
                end(breaker, naive, call, random.nextInt(100) < percentGood, random);
            } else {
                now += Duration.ofMillis(random.nextInt(8000)).toNanos();
                breaker.pulse();
                naive.pulse(now);
            }
            assertThat(breaker.state()).isEqualTo(naive.state());
            assertThat(told.get(told.size() - 1)).isEqualTo(naive.state());
            assertThat(breaker.status().opened()).isEqualTo(naive.opened());
        }
    }

    private void acquire(WindowedBreaker breaker, NaiveBreaker naive, List<Call> underWay) {
        var call = new Call(breaker.tryAcquire());
        boolean permitted = naive.acquire(call, now);
        assertThat(call.permission() != CircuitBreaker.NONE).isEqualTo(permitted);
        if (permitted) {
            underWay.add(call);
        }
    }

    private void end(WindowedBreaker breaker, NaiveBreaker naive, Call call, boolean good, Random random) {
        int how = random.nextInt(10);
        if (how == 0) {
            breaker.unused(call.permission());
            naive.unused(call);
        } else if (!good && how < 6) {
            breaker.failed(call.permission(), OUTAGE);
            naive.end(call, NaiveBreaker.End.BAD, now);
        } else if (!good) {
            breaker.succeeded(call.permission(), SLOW.toNanos());
            naive.end(call, NaiveBreaker.End.SLOW, now);
        } else if (how < 6) {
            breaker.succeeded(call.permission(), SLOW.toNanos() - 1);
            naive.end(call, NaiveBreaker.End.FAST, now);
        } else {
            breaker.succeeded(call.permission());
            naive.end(call, NaiveBreaker.End.GOOD, now);
        }
    }

    @Property(tries = 30)
    void shouldNeverHaveMoreProbesUnderWayThanMayBe(
            @ForAll @IntRange(min = 1, max = 6) int probes, @ForAll @IntRange(min = 2, max = 8) int threads)
            throws InterruptedException {
        now = 0;
        var breaker = new WindowedBreaker(halfOpening(probes), () -> now, (from, to, why) -> {});
        breaker.failed(breaker.tryAcquire(), OUTAGE);
        now += OPEN_FOR.toNanos();
        breaker.pulse();
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var given = new AtomicInteger();

        List<Thread> callers = IntStream.range(0, threads)
                .mapToObj(i -> new Thread(() -> {
                    for (int call = 0; call < 2000; call++) {
                        long permission = breaker.tryAcquire();
                        if (permission != CircuitBreaker.NONE) {
                            given.incrementAndGet();
                            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                            underWay.decrementAndGet();
                            breaker.unused(permission);
                        }
                    }
                }))
                .toList();
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(most.get()).isBetween(1, probes);
        assertThat(given.get()).isGreaterThan(probes);
        assertThat(breaker.available()).isEqualTo(probes);
    }

    private static CircuitBreakerConfig halfOpening(int probes) {
        return new CircuitBreakerConfig(
                true, 1, Optional.of(1), Optional.empty(), 1, 10, Optional.empty(), 10, OPEN_FOR, probes, List.of());
    }
}
