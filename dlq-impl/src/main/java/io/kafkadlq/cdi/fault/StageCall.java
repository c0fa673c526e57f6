package io.kafkadlq.cdi.fault;

import io.kafkadlq.core.guard.Causes;
import io.kafkadlq.core.guard.UnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** A call that a guard is to make, and that is made without it if the guard is gone; never both. Thread-safe. */
final class StageCall<T> implements Supplier<CompletionStage<T>> {

    private enum Way {
        UNDECIDED,
        GUARDED,
        UNGUARDED
    }

    private final Supplier<CompletionStage<T>> call;
    private final Consumer<Throwable> onMissingGuard;
    private final AtomicReference<Way> way = new AtomicReference<>(Way.UNDECIDED);
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    StageCall(Supplier<CompletionStage<T>> call, Consumer<Throwable> onMissingGuard) {
        this.call = call;
        this.onMissingGuard = onMissingGuard;
    }

    CompletionStage<T> by(Function<Supplier<CompletionStage<T>>, CompletionStage<T>> guard) {
        try {
            guard.apply(this).whenComplete((value, failure) -> {
                if (failure == null) {
                    answer.complete(value);
                } else {
                    failed(Causes.bare(failure));
                }
            });
        } catch (RuntimeException | LinkageError failure) {
            failed(failure);
        }
        return answer;
    }

    /** Made by the guard, as often as it likes. */
    @Override
    public CompletionStage<T> get() {
        way.compareAndSet(Way.UNDECIDED, Way.GUARDED);
        return way.get() == Way.GUARDED
                ? call.get()
                : CompletableFuture.failedStage(new IllegalStateException("Made without its guard already"));
    }

    private void failed(Throwable failure) {
        if (failure instanceof FaultToleranceException) {
            answer.completeExceptionally(new UnavailableException("Given up, or not called for now", failure));
        } else if (way.compareAndSet(Way.UNDECIDED, Way.UNGUARDED)) {
            onMissingGuard.accept(failure);
            unguarded();
        } else {
            answer.completeExceptionally(failure);
        }
    }

    private void unguarded() {
        try {
            call.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(Causes.bare(failure));
                }
            });
        } catch (RuntimeException defect) {
            answer.completeExceptionally(defect);
        }
    }
}
