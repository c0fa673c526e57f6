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
import org.jspecify.annotations.Nullable;

/**
 * A call that a guard is to make, and that is made without it if the guard is gone; never both. The guard sees neither what
 * is called nor what comes of it: Payara keeps both until the call's timeout would have been, however soon it was done.
 * Thread-safe.
 */
final class StageCall<T> {

    private enum Way {
        UNDECIDED,
        GUARDED,
        UNGUARDED
    }

    private final Supplier<CompletionStage<T>> call;
    private final Consumer<Throwable> onMissingGuard;
    private final AtomicReference<Way> way = new AtomicReference<>(Way.UNDECIDED);
    private final AtomicReference<T> value = new AtomicReference<>();
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    StageCall(Supplier<CompletionStage<T>> call, Consumer<Throwable> onMissingGuard) {
        this.call = call;
        this.onMissingGuard = onMissingGuard;
    }

    CompletionStage<T> by(Function<Supplier<CompletionStage<Void>>, CompletionStage<Void>> guard) {
        var handle = new Handle(this::make);
        try {
            guard.apply(handle).whenComplete((done, failure) -> {
                handle.letGo();
                if (failure == null) {
                    answer.complete(value.get());
                } else {
                    failed(Causes.bare(failure));
                }
            });
        } catch (RuntimeException | LinkageError failure) {
            handle.letGo();
            failed(failure);
        }
        return answer;
    }

    /** All that a guard holds of a call. */
    private static final class Handle implements Supplier<CompletionStage<Void>> {

        // Written by whoever completes the call, read by the guard's threads.
        private volatile @Nullable Supplier<CompletionStage<Void>> made;

        Handle(Supplier<CompletionStage<Void>> made) {
            this.made = made;
        }

        @Override
        public CompletionStage<Void> get() {
            Supplier<CompletionStage<Void>> call = made;
            return call == null ? tooLate() : call.get();
        }

        void letGo() {
            made = null;
        }
    }

    /** By the guard, as often as it likes. */
    private CompletionStage<Void> make() {
        way.compareAndSet(Way.UNDECIDED, Way.GUARDED);
        if (way.get() != Way.GUARDED) {
            return tooLate();
        }
        var done = new CompletableFuture<Void>();
        call.get().whenComplete((result, failure) -> {
            if (failure == null) {
                value.set(result);
                done.complete(null);
            } else {
                done.completeExceptionally(Causes.bare(failure));
            }
        });
        return done;
    }

    private static CompletionStage<Void> tooLate() {
        return CompletableFuture.failedStage(new IllegalStateException("The call has its answer already"));
    }

    private void failed(Throwable failure) {
        if (failure instanceof FaultToleranceException) {
            answer.completeExceptionally(new UnavailableException("Given up, or not called for now", failure));
        } else if (way.compareAndSet(Way.UNDECIDED, Way.UNGUARDED)) {
            onMissingGuard.accept(failure);
            makeUnguarded();
        } else {
            answer.completeExceptionally(failure);
        }
    }

    private void makeUnguarded() {
        try {
            call.get().whenComplete((result, failure) -> {
                if (failure == null) {
                    answer.complete(result);
                } else {
                    answer.completeExceptionally(Causes.bare(failure));
                }
            });
        } catch (RuntimeException defect) {
            answer.completeExceptionally(defect);
        }
    }
}
