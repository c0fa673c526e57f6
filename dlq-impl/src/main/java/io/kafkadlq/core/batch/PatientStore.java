package io.kafkadlq.core.batch;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Saves records in a store that may be away: asks again, with growing pauses, until it is back or there is no more time,
 * and times the writes that succeed.
 *
 * <p>Threading: {@link #save} from one writer; {@link #giveUpAt} from any thread.
 */
final class PatientStore {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private final DlqStorage storage;
    private final Duration firstPause;
    private final Timing timing;
    private final ChannelMetrics metrics;
    private final NanoClock clock;
    // Written by the thread that closes, in this order; read by the writer in the opposite one.
    private volatile long giveUpAtNanos;
    private volatile boolean givingUp;

    /** Is told how long each write took that succeeded; one that failed tells nothing about the size of batches. */
    interface Timing {

        void saved(int records, long tookNanos);
    }

    PatientStore(DlqStorage storage, Duration firstPause, Timing timing, ChannelMetrics metrics, NanoClock clock) {
        this.storage = storage;
        this.firstPause = firstPause;
        this.timing = timing;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** From then on a store that is away is not waited for any longer. */
    void giveUpAt(long nanos) {
        giveUpAtNanos = nanos;
        givingUp = true;
    }

    /** Asks until the store has done it, has refused it, or is not to be waited for any longer. */
    StorageResult<SaveReport> save(List<DlqRecord> records) {
        Duration pause = firstPause;
        while (true) {
            StorageResult<SaveReport> result = saveOnce(records);
            if (!(result instanceof StorageResult.Failure<SaveReport> failure)) {
                return result;
            }
            metrics.storeFailed();
            if (!failure.retryable() || isTimeToGiveUp()) {
                return result;
            }
            Log.storeAway(failure.cause(), pause);
            pause(pause);
            pause = longer(pause);
        }
    }

    private StorageResult<SaveReport> saveOnce(List<DlqRecord> records) {
        long asked = clock.nanos();
        StorageResult<SaveReport> result = ask(records);
        if (result instanceof StorageResult.Success<SaveReport>) {
            timing.saved(records.size(), clock.nanos() - asked);
        }
        return result;
    }

    private StorageResult<SaveReport> ask(List<DlqRecord> records) {
        try {
            return storage.save(records).toCompletableFuture().get(LONGEST_SILENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException silent) {
            return StorageResult.unavailable(silent);
        } catch (ExecutionException | RuntimeException defect) {
            // Not an answer that storages give: likely one record's doing, so that it is found and kept apart.
            return StorageResult.rejected(defect);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return StorageResult.unavailable(stopping);
        }
    }

    private boolean isTimeToGiveUp() {
        return Thread.currentThread().isInterrupted() || (givingUp && clock.nanos() - giveUpAtNanos >= 0);
    }

    /** Pauses in small steps, so that a stop is noticed soon. */
    private void pause(Duration length) {
        long end = clock.nanos() + length.toNanos();
        while (clock.nanos() - end < 0 && !isTimeToGiveUp()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Twice as long, as long as that is not too long; one that is by configuration stays. */
    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        Duration bounded = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        return bounded.compareTo(pause) > 0 ? bounded : pause;
    }
}
