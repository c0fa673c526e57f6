package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.core.delivery.Delivery;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Starts one handler and lets the lane wait, without a thread, until its stage completes; where no order is kept the lane
 * goes on at once. How many are under way together is bounded.
 */
final class AsyncCourse implements Course {

    private final RecordHandler.EachAsync handler;
    private final boolean ordered;
    private final Permits permits;
    private final Workers workers;
    private final Outcomes outcomes;

    AsyncCourse(RecordHandler.EachAsync handler, boolean ordered, Permits permits, Workers workers, Outcomes outcomes) {
        this.handler = handler;
        this.ordered = ordered;
        this.permits = permits;
        this.workers = workers;
        this.outcomes = outcomes;
    }

    @Override
    public boolean advance(Lane lane) {
        if (!lane.takePermit() && !permits.acquire(lane)) {
            return false;
        }
        Delivery delivery = lane.poll();
        if (delivery == null || !outcomes.begins(delivery)) {
            permits.release();
            return true;
        }
        long began = outcomes.began(delivery);
        CompletionStage<?> stage = start(delivery);
        if (isDone(stage)) {
            end(delivery, began);
            return true;
        }
        try {
            stage.whenComplete((result, why) -> completed(lane, delivery, began, why));
        } catch (RuntimeException brokenStage) {
            completed(lane, delivery, began, brokenStage);
        }
        return !ordered;
    }

    /** Only a plain future may be asked; one that is a mere stage throws. */
    private static boolean isDone(CompletionStage<?> stage) {
        return stage.getClass() == CompletableFuture.class
                && stage.toCompletableFuture().isDone()
                && !stage.toCompletableFuture().isCompletedExceptionally();
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
    private void completed(Lane lane, Delivery delivery, long began, @Nullable Throwable why) {
        if (why == null) {
            end(delivery, began);
            goOn(lane);
        } else {
            workers.execute(() -> {
                outcomes.took(began);
                outcomes.failed(delivery, unwrapped(why));
                permits.release();
                goOn(lane);
            });
        }
    }

    private void end(Delivery delivery, long began) {
        outcomes.took(began);
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
