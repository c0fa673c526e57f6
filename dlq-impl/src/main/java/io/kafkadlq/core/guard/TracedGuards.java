package io.kafkadlq.core.guard;

import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.redrive.RecordPublisher.Published;
import io.kafkadlq.core.trace.Tracing;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Guards, and what notes runs of handlers and redrives beside them. */
public record TracedGuards(Guards guards, Tracing tracing) implements Guards {

    @Override
    public StorageResult<SaveReport> write(StoreWrite write) throws InterruptedException {
        return guards.write(write);
    }

    @Override
    public <T> CompletionStage<StorageResult<T>> read(Supplier<CompletionStage<StorageResult<T>>> read) {
        return guards.read(read);
    }

    @Override
    public <T> CompletionStage<StorageResult<T>> change(Supplier<CompletionStage<StorageResult<T>>> change) {
        return guards.change(change);
    }

    @Override
    public CompletionStage<Published> publish(Supplier<CompletionStage<Published>> publication) {
        return guards.publish(publication);
    }

    @Override
    public void close() {
        guards.close();
    }
}
