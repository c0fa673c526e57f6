package io.kafkadlq.api.store;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How a call to a store ended. What callers must expect is a value here, not an exception.
 *
 * @param <T> what a success carries
 */
public sealed interface StorageResult<T> {

    /** It worked. */
    record Success<T>(T value) implements StorageResult<T> {}

    /**
     * The store failed.
     *
     * @param retryable whether the same call may work later: true while the store is away, false when it refuses the
     *     content
     */
    record Failure<T>(Throwable cause, boolean retryable) implements StorageResult<T> {}

    /** No such record. */
    record NotFound<T>() implements StorageResult<T> {}

    /** Someone else changed the record first. */
    record ConcurrencyConflict<T>(long expectedVersion, long actualVersion) implements StorageResult<T> {}

    static <T> StorageResult<T> success(T value) {
        return new Success<>(value);
    }

    static <T> StorageResult<T> unavailable(Throwable cause) {
        return new Failure<>(cause, true);
    }

    static <T> StorageResult<T> rejected(Throwable cause) {
        return new Failure<>(cause, false);
    }

    /** The one place that tells the four outcomes apart. */
    default <R> R fold(
            Function<? super T, ? extends R> success,
            Function<Failure<T>, ? extends R> failure,
            Function<NotFound<T>, ? extends R> notFound,
            Function<ConcurrencyConflict<T>, ? extends R> conflict) {
        if (this instanceof Success<T> won) {
            return success.apply(won.value());
        }
        if (this instanceof Failure<T> failed) {
            return failure.apply(failed);
        }
        if (this instanceof NotFound<T> missing) {
            return notFound.apply(missing);
        }
        return conflict.apply((ConcurrencyConflict<T>) this);
    }

    default <R> StorageResult<R> map(Function<? super T, ? extends R> mapping) {
        return fold(
                value -> success(mapping.apply(value)),
                failed -> new Failure<>(failed.cause(), failed.retryable()),
                missing -> new NotFound<>(),
                conflict -> new ConcurrencyConflict<>(conflict.expectedVersion(), conflict.actualVersion()));
    }

    /** Turns a failure of the store into something to go on with; other outcomes stay. */
    default StorageResult<T> recover(Function<Failure<T>, ? extends StorageResult<T>> remedy) {
        return this instanceof Failure<T> failed ? remedy.apply(failed) : this;
    }

    default StorageResult<T> onSuccess(Consumer<? super T> action) {
        if (this instanceof Success<T> won) {
            action.accept(won.value());
        }
        return this;
    }

    default StorageResult<T> onFailure(Consumer<Failure<T>> action) {
        if (this instanceof Failure<T> failed) {
            action.accept(failed);
        }
        return this;
    }
}
