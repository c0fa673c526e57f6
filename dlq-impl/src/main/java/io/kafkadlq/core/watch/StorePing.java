package io.kafkadlq.core.watch;

import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.guard.Causes;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store for its newest record, which costs it next to nothing, to see whether it answers: every ten seconds, every
 * two while it does not. Whoever wants to know waits for nothing.
 *
 * <p>Threading: {@link #pulse} by the pulse thread; the rest by any.
 */
public final class StorePing {

    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final long EACH_NANOS = Duration.ofSeconds(10).toNanos();

    private final DlqStorage storage;
    private final NanoClock clock;
    private volatile State state = new State(Optional.of("it has not been asked yet"), Optional.empty());

    /**
     * @param trouble why the last answer was none; empty if it was one
     * @param askedNanos when the question was asked that is not answered yet
     */
    private record State(Optional<String> trouble, Optional<Long> askedNanos) {}

    // The pulse thread's.
    private boolean begun;
    private long lastNanos;

    public StorePing(DlqStorage storage, NanoClock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** Asks, if it is time to and the last question is answered. */
    public void pulse(long now) {
        State before = state;
        long pause = before.trouble().isPresent() ? WITHIN.toNanos() : EACH_NANOS;
        if (before.askedNanos().isEmpty() && (!begun || now - lastNanos >= pause)) {
            begun = true;
            lastNanos = now;
            state = new State(before.trouble(), Optional.of(now));
            ask();
        }
    }

    private void ask() {
        try {
            storage.query(QueryCriteria.everything().limitedTo(1)).whenComplete(this::answered);
        } catch (RuntimeException | Error defect) {
            answered(null, defect);
            throw defect;
        }
    }

    private void answered(@Nullable StorageResult<?> answer, @Nullable Throwable defect) {
        Optional<String> trouble = answer == null
                ? Optional.of(
                        defect == null
                                ? "it answers nothing"
                                : Causes.bare(defect).toString())
                : answer.fold(
                        page -> Optional.empty(),
                        failure -> Optional.of(failure.cause().toString()),
                        missing -> Optional.empty(),
                        conflict -> Optional.empty());
        state = new State(trouble, Optional.empty());
    }

    /** Why the store is taken to be away, in words; empty if it answers. */
    public Optional<String> trouble() {
        State now = state;
        boolean late = now.askedNanos()
                .filter(asked -> clock.nanos() - asked > WITHIN.toNanos())
                .isPresent();
        return late ? Optional.of("no answer within " + WITHIN.toSeconds() + " s") : now.trouble();
    }
}
