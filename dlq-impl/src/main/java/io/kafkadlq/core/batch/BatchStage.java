package io.kafkadlq.core.batch;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.BatchConfig;
import io.kafkadlq.api.flow.BatchBounds;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gathers records into batches and writes them with a few writers. A free writer takes the batch when it holds the present
 * size, when its oldest record has waited long enough, or when the stage drains. The present size follows the time that
 * writes take; while all writers are busy a batch goes on to fill up to the most it may hold, so that a store which falls
 * behind is given large batches.
 *
 * <p>Threading: {@link #offer} and {@link #endOfBatch} from all readers of the ring; each writer is a thread of its own.
 */
public final class BatchStage implements Stage, BatchSizes {

    private static final Duration ROOM_WAIT = Duration.ofMillis(100);
    private static final Duration LAST_WORD = Duration.ofSeconds(1);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition taken = lock.newCondition();
    private final List<Thread> writerThreads = new ArrayList<>();
    private final List<BatchWriter> writers = new ArrayList<>();
    private final ChannelMetrics metrics;
    private final NanoClock clock;
    private final long maxAgeNanos;
    private final BatchBounds configured;

    // Guarded by lock, all five.
    private final BatchSizeController steering;
    private Batch open;
    private long openedNanos;
    private boolean ended;
    private boolean closing;

    public BatchStage(
            BatchConfig config,
            DlqStorage storage,
            InFlight inFlight,
            ChannelMetrics metrics,
            ThreadFactory threads,
            NanoClock clock) {
        this.metrics = metrics;
        this.clock = clock;
        this.maxAgeNanos = config.maxAge().toNanos();
        this.steering = new BatchSizeController(config);
        this.configured = steering.bounds();
        this.open = new Batch(configured.maxSize());
        metrics.batchSize(steering.size());
        for (int i = 0; i < config.writers(); i++) {
            var store = new PatientStore(storage, config.retryPause(), this::written, metrics, clock);
            var writer = new BatchWriter(store, inFlight, metrics, clock);
            var thread = threads.newThread(() -> writeUntilClosed(writer, new Batch(configured.maxSize())));
            writers.add(writer);
            writerThreads.add(thread);
        }
        writerThreads.forEach(Thread::start);
    }

    /** A writer's. */
    private void written(int records, long tookNanos) {
        metrics.batchWritten(records, tookNanos);
        lock.lock();
        try {
            steering.written(records, tookNanos);
            metrics.batchSize(steering.size());
        } finally {
            lock.unlock();
        }
    }

    /** @throws IllegalStateException once the stage has closed and nobody will write what it takes */
    @Override
    public boolean offer(Letter letter, long enteredNanos) {
        lock.lock();
        try {
            if (closing) {
                throw new IllegalStateException("The batch stage is closed");
            }
            if (isFull()) {
                return false;
            }
            add(letter, enteredNanos);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void add(Letter letter, long enteredNanos) {
        open.add(letter, enteredNanos);
        boolean first = open.size() == 1;
        if (first) {
            openedNanos = clock.nanos();
        }
        if (holdsEnough() || (first && waitsToFill())) {
            filled.signal();
        }
    }

    /** Makes what has gathered ready, unless it is to wait for more. */
    @Override
    public void endOfBatch() {
        lock.lock();
        try {
            if (!open.isEmpty() && !waitsToFill()) {
                ended = true;
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            if (isFull() && !closing) {
                taken.awaitNanos(ROOM_WAIT.toNanos());
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return open.size() >= steering.bounds().maxSize();
    }

    private boolean waitsToFill() {
        return maxAgeNanos > 0;
    }

    private boolean holdsEnough() {
        return open.size() >= steering.size();
    }

    private boolean isReady() {
        return closing || holdsEnough() || ended || nanosToMaxAge() <= 0;
    }

    /** How long a writer may wait: its first record wakes one, so that this one sees to the batch's age. */
    private long nanosToMaxAge() {
        if (open.isEmpty() || !waitsToFill()) {
            return LOOK_AGAIN_NANOS;
        }
        return maxAgeNanos - (clock.nanos() - openedNanos);
    }

    private void writeUntilClosed(BatchWriter writer, Batch spare) {
        Batch mine = spare;
        try {
            while (true) {
                mine = swap(mine);
                if (mine.isEmpty()) {
                    return;
                }
                writeWhateverHappens(writer, mine);
                mine.clear();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            Log.writerInterrupted();
        }
    }

    /** A writer that died would leave the channel without one; so nothing but its own end may end it. */
    private static void writeWhateverHappens(BatchWriter writer, Batch batch) {
        try {
            writer.write(batch);
        } catch (RuntimeException | Error defect) {
            Log.writerDefect(defect);
            writer.abandonUnanswered(batch, defect);
        }
    }

    /** Gives the empty batch for the one that has gathered; an empty one back means that the stage has closed. */
    private Batch swap(Batch empty) throws InterruptedException {
        lock.lock();
        try {
            while (!isReady()) {
                filled.awaitNanos(nanosToMaxAge());
            }
            Batch gathered = open;
            open = empty;
            ended = false;
            taken.signalAll();
            return gathered;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public BatchBounds bounds() {
        lock.lock();
        try {
            return steering.bounds();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void boundAsConfigured() {
        bound(configured);
    }

    @Override
    public void bound(BatchBounds bounds) {
        if (bounds.maxSize() > configured.maxSize()) {
            throw new IllegalArgumentException("A batch of up to " + bounds.maxSize()
                    + " records is more than there is room for: expected at most batch.max-size, which is "
                    + configured.maxSize());
        }
        lock.lock();
        try {
            steering.bound(bounds);
            metrics.batchSize(steering.size());
            filled.signalAll();
            taken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close(Duration drainWithin) {
        long deadline = clock.nanos() + drainWithin.toNanos();
        beginToClose(deadline);
        endUntil(deadline);
    }

    /** Takes nothing more, and waits for a store that is away until then. */
    void beginToClose(long deadline) {
        lock.lock();
        try {
            closing = true;
            filled.signalAll();
            taken.signalAll();
        } finally {
            lock.unlock();
        }
        writers.forEach(writer -> writer.giveUpAt(deadline));
    }

    /** After {@link #beginToClose}. */
    void endUntil(long deadline) {
        writerThreads.forEach(thread -> join(thread, deadline));
        abandonWhatNoWriterTook();
    }

    private void abandonWhatNoWriterTook() {
        lock.lock();
        try {
            writers.get(0).abandonUnanswered(open, new DlqException("Stopped before it could be stored"));
            open.clear();
        } finally {
            lock.unlock();
        }
    }

    private void join(Thread thread, long deadline) {
        try {
            long left = Math.max(deadline - clock.nanos(), 0) + LAST_WORD.toNanos();
            TimeUnit.NANOSECONDS.timedJoin(thread, left);
            if (thread.isAlive()) {
                thread.interrupt();
                TimeUnit.NANOSECONDS.timedJoin(thread, LAST_WORD.toNanos());
            }
        } catch (InterruptedException hurried) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
