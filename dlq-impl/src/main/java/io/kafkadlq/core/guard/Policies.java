package io.kafkadlq.core.guard;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Makes of our settings what Failsafe understands. */
final class Policies {

    private Policies() {}

    static <T> RetryPolicy<T> retry(GuardSettings.Retry retry) {
        var policy = RetryPolicy.<T>builder().handle(UnavailableException.class).withMaxRetries(retry.maxRetries());
        if (!retry.delay().isZero()) {
            policy.withDelay(retry.delay());
        }
        // It takes no jitter that could use up the whole delay.
        Duration jitter = min(retry.jitter(), retry.delay().minusNanos(1));
        if (jitter.toNanos() > 0) {
            policy.withJitter(jitter);
        }
        return policy.build();
    }

    static <T> CircuitBreaker<T> breaker(GuardSettings.Breaker breaker) {
        // A breaker that is disabled is one that nothing is a failure for.
        return CircuitBreaker.<T>builder()
                .handleIf(failure -> breaker.enabled()
                        && (failure instanceof UnavailableException || failure instanceof TimeoutException))
                .withFailureThreshold(failures(breaker), breaker.volume())
                .withSuccessThreshold(breaker.successes())
                .withDelay(breaker.delay())
                .build();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static int failures(GuardSettings.Breaker breaker) {
        return Math.max(1, (int) Math.ceil(breaker.ratio() * breaker.volume()));
    }
}
