package io.kafkadlq.core.guard;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way to the store, as a guard sees it: may be asked several times, and knows what to answer once nobody
 * asks any more.
 *
 * <p>Threading: the writer whose batch it is.
 */
public final class StoreWrite {

    private final DlqStorage storage;
    private List<DlqRecord> batch;
    private boolean asked;
    private @Nullable Throwable lastFailure;

    StoreWrite(DlqStorage storage, List<DlqRecord> batch) {
        this.storage = storage;
        this.batch = batch;
    }

    /**
     * Asks the store once, and waits.
     *
     * @return what the store answered, unless it is away; a defect of the storage counts as a refusal, likely one record's
     *     doing, so that it is found and kept apart
     * @throws UnavailableException if the store is away
     * @throws TimeoutException if there was no answer in time; the batch may be stored all the same
     */
    public StorageResult<SaveReport> ask(Duration atMost) throws InterruptedException, TimeoutException {
        asked = true;
        StorageResult<SaveReport> answer = answer(atMost);
        if (answer instanceof StorageResult.Failure<SaveReport> failure && failure.retryable()) {
            lastFailure = failure.cause();
            throw new UnavailableException("The store is away", failure.cause());
        }
        return answer;
    }

    private StorageResult<SaveReport> answer(Duration atMost) throws InterruptedException, TimeoutException {
        try {
            return storage.save(batch).toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            lastFailure = silent;
            throw silent;
        } catch (ExecutionException | RuntimeException defect) {
            return StorageResult.rejected(defect);
        }
    }

    /** Asks the store once, where no guard can. */
    public StorageResult<SaveReport> askUnguarded(Duration atMost) throws InterruptedException {
        try {
            return ask(atMost);
        } catch (UnavailableException | TimeoutException away) {
            return postponed();
        }
    }

    /** Lets go of the records: a guard may keep this long after, Payara until the write's timeout would have been. */
    void letGo() {
        batch = List.of();
    }

    public boolean wasAsked() {
        return asked;
    }

    /** The fallback: the store is away for now, and why. */
    public StorageResult<SaveReport> postponed() {
        return StorageResult.unavailable(lastFailure != null ? lastFailure : new UnavailableException(why()));
    }

    private String why() {
        return asked
                ? "The store did not answer in time"
                : "The store is not asked for now: too many writes have failed";
    }
}
