package io.kafkadlq.core.guard;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Guards calls that answer by a stage, without a thread that waits for it. Failsafe would do it on threads of its own, so
 * only its breaker is used. Thread-safe.
 */
final class StageGuard {

    private final GuardSettings settings;
    private final CircuitBreaker<Object> breaker;
    private final GuardTimer timer;

    StageGuard(GuardSettings settings, GuardTimer timer) {
        this.settings = settings;
        this.breaker = Policies.breaker(settings.breaker());
        this.timer = timer;
    }

    /** Made, unless the breaker is open; given up when it takes too long; made again where the store is away. */
    <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
        var answer = new CompletableFuture<T>();
        attempt(call, settings.retry().maxRetries(), answer);
        return answer;
    }

    private <T> void attempt(Supplier<CompletionStage<T>> call, int retriesLeft, CompletableFuture<T> answer) {
        if (!breaker.tryAcquirePermit()) {
            answer.completeExceptionally(new UnavailableException("Not called for now: too many calls have failed"));
            return;
        }
        timed(call).whenComplete((value, failure) -> {
            count(failure);
            if (failure == null) {
                answer.complete(value);
            } else if (!(failure instanceof UnavailableException)
                    || retriesLeft == 0
                    || timer.after(pause(), () -> attempt(call, retriesLeft - 1, answer))
                            .isEmpty()) {
                answer.completeExceptionally(
                        failure instanceof TimeoutException
                                ? new UnavailableException("No answer within " + settings.timeout(), failure)
                                : failure);
            }
        });
    }

    private void count(@Nullable Throwable failure) {
        if (failure == null) {
            breaker.recordSuccess();
        } else {
            breaker.recordException(failure);
        }
    }

    private Duration pause() {
        long jitter = Math.min(
                settings.retry().jitter().toMillis(), settings.retry().delay().toMillis());
        return settings.retry().delay().plusMillis(ThreadLocalRandom.current().nextLong(-jitter, jitter + 1));
    }

    private <T> CompletableFuture<T> timed(Supplier<CompletionStage<T>> call) {
        var timed = new CompletableFuture<T>();
        var limit = timer.after(settings.timeout(), () -> timed.completeExceptionally(new TimeoutException()));
        start(call).whenComplete((value, failure) -> {
            limit.ifPresent(waiting -> waiting.cancel(false));
            if (failure == null) {
                timed.complete(value);
            } else {
                timed.completeExceptionally(Causes.bare(failure));
            }
        });
        return timed;
    }

    private static <T> CompletionStage<T> start(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException defect) {
            return CompletableFuture.failedStage(defect);
        }
    }
}
