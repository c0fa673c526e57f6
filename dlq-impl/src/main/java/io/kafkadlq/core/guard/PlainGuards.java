package io.kafkadlq.core.guard;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.redrive.RecordPublisher.Published;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;

/** The guards where no server has any: by Failsafe, with the same defaults and by the same keys. */
public final class PlainGuards implements Guards {

    private final FailsafeExecutor<StorageResult<SaveReport>> writes;
    private final Duration writeTimeout;
    private final StageGuard reads;
    private final StageGuard changes;
    private final StageGuard publications;
    private final GuardTimer timer;

    private PlainGuards(Function<GuardedCall, GuardSettings> settings, ThreadFactory threads) {
        GuardSettings write = settings.apply(GuardedCall.WRITE);
        RetryPolicy<StorageResult<SaveReport>> retry = Policies.retry(write.retry());
        CircuitBreaker<StorageResult<SaveReport>> breaker = Policies.breaker(write.breaker());
        this.writes = Failsafe.with(retry, breaker);
        this.writeTimeout = write.timeout();
        this.timer = new GuardTimer(threads);
        this.reads = new StageGuard(settings.apply(GuardedCall.READ), timer);
        this.changes = new StageGuard(settings.apply(GuardedCall.CHANGE), timer);
        this.publications = new StageGuard(settings.apply(GuardedCall.PUBLISH), timer);
    }

    /**
     * @param lookUp finds a key's raw value
     * @throws DlqConfigException if some are no numbers, or out of bounds
     */
    public static PlainGuards by(Function<String, Optional<String>> lookUp, ThreadFactory threads) {
        List<String> violations = new ArrayList<>();
        var guards = new PlainGuards(call -> call.settings(lookUp, violations), threads);
        if (!violations.isEmpty()) {
            throw new DlqConfigException(violations);
        }
        return guards;
    }

    @Override
    public StorageResult<SaveReport> write(StoreWrite write) throws InterruptedException {
        try {
            return writes.get(() -> write.ask(writeTimeout));
        } catch (UnavailableException | CircuitBreakerOpenException away) {
            return write.postponed();
        } catch (FailsafeException checked) {
            if (checked.getCause() instanceof InterruptedException stopping) {
                throw stopping;
            }
            return write.postponed();
        }
    }

    @Override
    public <T> CompletionStage<StorageResult<T>> read(Supplier<CompletionStage<StorageResult<T>>> read) {
        return reads.call(read);
    }

    @Override
    public <T> CompletionStage<StorageResult<T>> change(Supplier<CompletionStage<StorageResult<T>>> change) {
        return changes.call(change);
    }

    @Override
    public CompletionStage<Published> publish(Supplier<CompletionStage<Published>> publication) {
        return publications.call(publication);
    }

    @Override
    public void close() {
        timer.close();
    }
}
