package io.kafkadlq.core.batch;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.BatchConfig;
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
 * Gathers records into batches and writes them with a few writers. A free writer takes whatever has gathered, so batches
 * are small while the store is quick and grow by themselves, up to their bound, while it is slow: no timer, no tuning.
 *
 * <p>Threading: {@link #offer} and {@link #endOfBatch} from the ring's consumer alone; each writer is a thread of its own.
 */
public final class BatchStage implements Stage {

    private static final Duration ROOM_WAIT = Duration.ofMillis(100);
    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition taken = lock.newCondition();
    private final List<Thread> writerThreads = new ArrayList<>();
    private final List<BatchWriter> writers = new ArrayList<>();
    private final NanoClock clock;

    // Guarded by lock, all three.
    private Batch open;
    private boolean ready;
    private boolean closing;

    public BatchStage(
            BatchConfig config,
            DlqStorage storage,
            InFlight inFlight,
            ChannelMetrics metrics,
            ThreadFactory threads,
            NanoClock clock) {
        this.clock = clock;
        this.open = new Batch(config.maxSize());
        for (int i = 0; i < config.writers(); i++) {
            var writer = new BatchWriter(storage, config.retryPause(), inFlight, metrics, clock);
            var thread = threads.newThread(() -> writeUntilClosed(writer, new Batch(config.maxSize())));
            writers.add(writer);
            writerThreads.add(thread);
        }
        writerThreads.forEach(Thread::start);
    }

    /** @throws IllegalStateException once the stage has closed and nobody will write what it takes */
    @Override
    public boolean offer(Letter letter, long enteredNanos) {
        lock.lock();
        try {
            if (closing) {
                throw new IllegalStateException("The batch stage is closed");
            }
            if (open.isFull()) {
                return false;
            }
            open.add(letter, enteredNanos);
            if (open.isFull()) {
                makeReady();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void endOfBatch() {
        lock.lock();
        try {
            makeReady();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            if (open.isFull() && !closing) {
                taken.awaitNanos(ROOM_WAIT.toNanos());
            }
        } finally {
            lock.unlock();
        }
    }

    private void makeReady() {
        if (!open.isEmpty()) {
            ready = true;
            filled.signal();
        }
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
            while (!ready && !closing) {
                filled.await();
            }
            Batch gathered = open;
            open = empty;
            ready = false;
            taken.signalAll();
            return gathered;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close(Duration drainWithin) {
        long deadline = clock.nanos() + drainWithin.toNanos();
        lock.lock();
        try {
            closing = true;
            filled.signalAll();
            taken.signalAll();
        } finally {
            lock.unlock();
        }
        writers.forEach(writer -> writer.giveUpAt(deadline));
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
