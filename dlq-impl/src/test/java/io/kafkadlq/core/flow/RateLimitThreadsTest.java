package io.kafkadlq.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.RateLimitAlgorithm;
import io.kafkadlq.api.config.RateLimitConfig;
import io.kafkadlq.api.flow.RateLimiter;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads at one limiter. Time goes on with each look at the clock, so that it does not matter who runs how fast. */
class RateLimitThreadsTest {

    private static final int THREADS = 6;
    private static final int ASKS = 400_000;
    private static final long NANOS_A_LOOK = 500;
    private static final double RATE = 200_000;

    /** Short, so that there are many: what a window has at once goes to whoever runs just then. */
    private static final Duration WINDOW = Duration.ofMillis(1);

    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(600));
    private final NanoClock clock = () -> time.addAndGet(NANOS_A_LOOK);

    @ParameterizedTest
    @EnumSource(RateLimitAlgorithm.class)
    void shouldShareOutWhatIsDueAndNoMore(RateLimitAlgorithm algorithm) throws Exception {
        var config = new RateLimitConfig(Optional.of(RATE), algorithm, Optional.of(10), WINDOW);
        RateLimiter limiter = RateLimits.of(config, RATE, clock);
        long start = time.get();

        List<Integer> taken = askAtOnce(limiter);

        double due = (time.get() - start) / 1e9 * RATE;
        double atOnce = algorithm == RateLimitAlgorithm.TOKEN_BUCKET ? 10 : RATE * WINDOW.toMillis() / 1e3;
        double sum = taken.stream().mapToInt(Integer::intValue).sum();
        assertThat(sum).isBetween(due * 0.99 - atOnce, due + atOnce);
        assertThat(taken)
                .allSatisfy(share -> assertThat(share / (sum / THREADS)).isBetween(0.5, 1.5));
    }

    private static List<Integer> askAtOnce(RateLimiter limiter)
            throws InterruptedException, ExecutionException, TimeoutException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            var together = new CyclicBarrier(THREADS);
            List<Future<Integer>> shares = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                shares.add(threads.submit(() -> {
                    together.await();
                    return ask(limiter);
                }));
            }
            List<Integer> taken = new ArrayList<>();
            for (Future<Integer> share : shares) {
                taken.add(share.get(60, TimeUnit.SECONDS));
            }
            return taken;
        } finally {
            threads.shutdownNow();
        }
    }

    private static int ask(RateLimiter limiter) {
        int taken = 0;
        for (int i = 0; i < ASKS; i++) {
            if (limiter.tryAcquire(1)) {
                taken++;
            }
        }
        return taken;
    }
}
