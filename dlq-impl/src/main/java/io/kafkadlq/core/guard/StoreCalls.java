package io.kafkadlq.core.guard;

import io.kafkadlq.api.store.StorageResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Puts calls of a storage behind guards. Guards see an outage as an exception, and callers see it as the failure it is; a
 * refusal, a conflict or a record that is not there are answers, and no guard's business. Thread-safe.
 */
record StoreCalls(Guards guards) {

    /** One that does no harm if it is made again. */
    <T> CompletionStage<StorageResult<T>> read(Supplier<CompletionStage<StorageResult<T>>> read) {
        return asResult(guards.read(() -> asException(read.get())));
    }

    /** One that must not be made again. */
    <T> CompletionStage<StorageResult<T>> change(Supplier<CompletionStage<StorageResult<T>>> change) {
        return asResult(guards.change(() -> asException(change.get())));
    }

    private static <T> CompletionStage<StorageResult<T>> asException(CompletionStage<StorageResult<T>> answer) {
        // Not by thenApply: guards are to see the exception itself, and not what a stage would wrap it in.
        var guarded = new CompletableFuture<StorageResult<T>>();
        answer.whenComplete((result, defect) -> {
            if (defect != null) {
                guarded.completeExceptionally(Causes.bare(defect));
            } else if (result instanceof StorageResult.Failure<T> failure && failure.retryable()) {
                guarded.completeExceptionally(new UnavailableException("The store is away", failure.cause()));
            } else {
                guarded.complete(result);
            }
        });
        return guarded;
    }

    private static <T> CompletionStage<StorageResult<T>> asResult(CompletionStage<StorageResult<T>> guarded) {
        return guarded.exceptionally(failure -> {
            Throwable bare = Causes.bare(failure);
            if (bare instanceof UnavailableException away) {
                return StorageResult.unavailable(away.getCause() != null ? away.getCause() : away);
            }
            throw new CompletionException(bare);
        });
    }
}
