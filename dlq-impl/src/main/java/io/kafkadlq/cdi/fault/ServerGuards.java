package io.kafkadlq.cdi.fault;

import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.guard.Guards;
import io.kafkadlq.core.guard.StoreWrite;
import io.kafkadlq.core.guard.UnavailableException;
import io.kafkadlq.core.redrive.RecordPublisher.Published;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/**
 * The server's guards. They are those of the CDI container that started the engine, which may be gone while the engine
 * still drains, or serves another WAR of the EAR: then calls go through without them.
 */
final class ServerGuards implements Guards {

    private static final Duration LONGEST_UNGUARDED = Duration.ofMinutes(2);

    private final StoreGuard store;
    private final KafkaGuard kafka;
    private final AtomicBoolean missed = new AtomicBoolean();

    ServerGuards(StoreGuard store, KafkaGuard kafka) {
        this.store = store;
        this.kafka = kafka;
    }

    @Override
    public StorageResult<SaveReport> write(StoreWrite write) throws InterruptedException {
        try {
            return store.write(write);
        } catch (InterruptedException stopping) {
            throw stopping;
        } catch (FaultToleranceException | UnavailableException | java.util.concurrent.TimeoutException away) {
            // Only where the fallback was disabled.
            return write.postponed();
        } catch (RuntimeException | LinkageError gone) {
            missing(gone);
            // Its own failures it answers with; what comes from around it must not pass for a refusal of the records.
            return write.wasAsked() ? StorageResult.unavailable(gone) : write.askUnguarded(LONGEST_UNGUARDED);
        }
    }

    @Override
    public <T> CompletionStage<StorageResult<T>> read(Supplier<CompletionStage<StorageResult<T>>> read) {
        return new StageCall<>(read, this::missing).by(store::read);
    }

    @Override
    public <T> CompletionStage<StorageResult<T>> change(Supplier<CompletionStage<StorageResult<T>>> change) {
        return new StageCall<>(change, this::missing).by(store::change);
    }

    @Override
    public CompletionStage<Published> publish(Supplier<CompletionStage<Published>> publication) {
        return new StageCall<>(publication, this::missing).by(kafka::publish);
    }

    private void missing(Throwable why) {
        if (missed.compareAndSet(false, true)) {
            Log.unguarded(why);
        }
    }

    /** They belong to the container. */
    @Override
    public void close() {}
}
