package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.flow.CircuitBreaker;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Starts one handler and lets the lane wait, without a thread, until its stage completes; where no order is kept the lane
 * goes on at once. How many are under way together is bounded.
 *
 * <p>A lane needs a permit and the breaker's permission; it holds neither while it waits for the other.
 */
final class AsyncCourse implements Course {

    private final RecordHandler.EachAsync handler;
    private final boolean ordered;
    private final Permits permits;
    private final BreakerLine breaker;
    private final Workers workers;
    private final Outcomes outcomes;

    /**
     * What bounds the calls, and where they go on.
     *
     * @param ordered whether a lane waits for each of its calls
     */
    record Parts(boolean ordered, Permits permits, BreakerLine breaker, Workers workers, Outcomes outcomes) {}

    AsyncCourse(RecordHandler.EachAsync handler, Parts parts) {
        this.handler = handler;
        this.ordered = parts.ordered();
        this.permits = parts.permits();
        this.breaker = parts.breaker();
        this.workers = parts.workers();
        this.outcomes = parts.outcomes();
    }

    @Override
    public boolean advance(Lane lane) {
        if (!lane.takePermit() && !permits.acquire(lane)) {
            return false;
        }
        long permission = breaker.tryAcquire();
        if (permission == CircuitBreaker.NONE) {
            permits.release();
            breaker.await(lane);
            return false;
        }
        Delivery delivery = lane.poll();
        if (delivery == null || !outcomes.begins(delivery)) {
            breaker.unused(permission);
            permits.release();
            return true;
        }
        return handle(lane, delivery, permission);
    }

    private boolean handle(Lane lane, Delivery delivery, long permission) {
        long began = outcomes.began(delivery);
        CompletionStage<?> stage = start(delivery);
        if (isDone(stage)) {
            end(delivery, began, permission);
            return true;
        }
        try {
            stage.whenComplete((answer, why) ->
                    completed(lane, delivery, began, permission, why == null ? VerdictGiven.of(answer) : why));
        } catch (RuntimeException brokenStage) {
            completed(lane, delivery, began, permission, brokenStage);
        }
        return !ordered;
    }

    /** Only a plain future may be asked; one that is a mere stage throws. */
    private static boolean isDone(CompletionStage<?> stage) {
        return stage.getClass() == CompletableFuture.class
                && stage.toCompletableFuture().isDone()
                && !stage.toCompletableFuture().isCompletedExceptionally()
                && VerdictGiven.of(stage.toCompletableFuture().getNow(null)) == null;
    }

    private CompletionStage<?> start(Delivery delivery) {
        try {
            return Objects.requireNonNull(
                    handler.handle(delivery.record()), "The asynchronous handler returned null instead of a stage");
        } catch (Throwable why) {
            return CompletableFuture.failedStage(why);
        } finally {
            // An interruption meant this record at most, not the next one.
            Thread.interrupted();
        }
    }

    /** On whichever thread has completed the stage; that must not be made to wait for room. */
    private void completed(Lane lane, Delivery delivery, long began, long permission, @Nullable Throwable why) {
        if (why == null) {
            end(delivery, began, permission);
            goOn(lane);
        } else {
            outcomes.took(began);
            breaker.failed(permission, why);
            workers.execute(() -> {
                try {
                    outcomes.failed(delivery, unwrapped(why));
                } finally {
                    permits.release();
                    goOn(lane);
                }
            });
        }
    }

    private void end(Delivery delivery, long began, long permission) {
        breaker.succeeded(permission, outcomes.took(began));
        outcomes.handled(delivery);
        permits.release();
    }

    private void goOn(Lane lane) {
        if (ordered) {
            lane.resume();
        }
    }

    private static Throwable unwrapped(Throwable why) {
        Throwable cause = why instanceof CompletionException ? why.getCause() : null;
        return cause == null ? why : cause;
    }
}
