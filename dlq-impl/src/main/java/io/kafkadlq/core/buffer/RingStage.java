package io.kafkadlq.core.buffer;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.PhasedBackoffWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.BufferConfig;
import io.kafkadlq.api.config.WaitStrategyType;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The ring between intake and batch, on the LMAX Disruptor: many publishers, one consumer, slots made once. A slot is
 * free again as soon as its record has been handed on, never only when the record is stored, because slots free in order
 * and one slow record would hold up all behind it.
 *
 * <p>Hot path: publishing allocates nothing and takes no lock (the blocking wait strategy signals a waiting consumer).
 */
public final class RingStage implements Stage {

    private static final Duration SPIN = Duration.ofNanos(20_000);
    private static final Duration YIELD = Duration.ofNanos(50_000);
    private static final long ROOM_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LAST_WORD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Disruptor<Slot> disruptor;
    private final RingBuffer<Slot> ring;
    private final InFlight inFlight;
    private final Stage next;
    private final NanoClock clock;
    // Publishers between their look at `closing` and their publication: a close waits for them, so that none comes
    // late.
    private final AtomicInteger publishing = new AtomicInteger();
    private volatile boolean closing;

    public RingStage(BufferConfig config, InFlight inFlight, Stage next, ThreadFactory threads, NanoClock clock) {
        this.inFlight = inFlight;
        this.next = next;
        this.clock = clock;
        this.disruptor = new Disruptor<>(
                Slot::new,
                powerOfTwoAtLeast(config.size()),
                threads,
                ProducerType.MULTI,
                waitStrategy(config.waitStrategy()));
        disruptor.setDefaultExceptionHandler(new Undaunted());
        EventHandler<Slot> consumer = this::handOn;
        disruptor.handleEventsWith(consumer);
        this.ring = disruptor.start();
    }

    static int powerOfTwoAtLeast(int size) {
        int floor = Integer.highestOneBit(size);
        return floor == size ? size : floor << 1;
    }

    private static WaitStrategy waitStrategy(WaitStrategyType type) {
        return switch (type) {
            case BLOCKING -> new BlockingWaitStrategy();
            case PHASED -> PhasedBackoffWaitStrategy.withLock(SPIN.toNanos(), YIELD.toNanos(), TimeUnit.NANOSECONDS);
            case SLEEPING -> new SleepingWaitStrategy();
            case YIELDING -> new YieldingWaitStrategy();
            case BUSY_SPIN -> new BusySpinWaitStrategy();
        };
    }

    @Override
    public boolean offer(Letter letter, long enteredNanos) {
        publishing.incrementAndGet();
        try {
            return !closing && publish(letter, enteredNanos);
        } finally {
            publishing.decrementAndGet();
        }
    }

    private boolean publish(Letter letter, long enteredNanos) {
        if (!inFlight.tryEnter(letter)) {
            return false;
        }
        long sequence;
        try {
            sequence = ring.tryNext();
        } catch (InsufficientCapacityException full) {
            // The Disruptor's own constant exception, made without a stack trace: as cheap as a flag.
            inFlight.leave(letter);
            return false;
        }
        ring.get(sequence).fill(letter, enteredNanos);
        ring.publish(sequence);
        return true;
    }

    @Override
    public void endOfBatch() {
        // The Disruptor tells the consumer itself where a batch ends.
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        LockSupport.parkNanos(ROOM_WAIT_NANOS);
    }

    /** The ring's consumer thread. */
    private void handOn(Slot slot, long sequence, boolean endOfBatch) {
        Letter letter = Objects.requireNonNull(slot.letter);
        long enteredNanos = slot.enteredNanos;
        slot.clear();
        try {
            letter.record();
            while (!next.offer(letter, enteredNanos)) {
                next.awaitRoom();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            abandon(letter, stopping);
        } catch (RuntimeException closedOrDefect) {
            abandon(letter, closedOrDefect);
        }
        if (endOfBatch) {
            next.endOfBatch();
        }
    }

    private void abandon(Letter letter, Exception why) {
        inFlight.leave(letter);
        letter.abandoned(new DlqException("Stopped before the dead letter could be stored", why));
    }

    @Override
    public void close(Duration drainWithin) {
        if (closing) {
            return;
        }
        closing = true;
        while (publishing.get() > 0) {
            Thread.onSpinWait();
        }
        long deadline = clock.nanos() + drainWithin.toNanos();
        awaitEmpty(deadline);
        // Frees a consumer that waits for room there; from then on it abandons what it meets.
        next.close(Duration.ofNanos(Math.max(deadline - clock.nanos(), 0)));
        awaitEmpty(clock.nanos() + LAST_WORD_NANOS);
        disruptor.halt();
        abandonTheRest();
    }

    /** Waits until the consumer has handed on all there is. */
    private void awaitEmpty(long deadline) {
        while (ring.remainingCapacity() < ring.getBufferSize() && clock.nanos() - deadline < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** What a consumer that died or is stuck has left; nothing publishes any more. */
    private void abandonTheRest() {
        for (long sequence = ring.getMinimumGatingSequence() + 1; sequence <= ring.getCursor(); sequence++) {
            Slot slot = ring.get(sequence);
            Letter letter = slot.letter;
            if (letter != null) {
                slot.clear();
                abandon(letter, new DlqException("The ring has closed"));
            }
        }
    }

    /** Keeps the consumer alive whatever it meets: a dead one would leave the ring full for ever. */
    private static final class Undaunted implements ExceptionHandler<Slot> {

        @Override
        public void handleEventException(Throwable defect, long sequence, @Nullable Slot slot) {
            Log.consumerDefect(defect);
        }

        @Override
        public void handleOnStartException(Throwable defect) {
            Log.consumerDefect(defect);
        }

        @Override
        public void handleOnShutdownException(Throwable defect) {
            Log.consumerDefect(defect);
        }
    }
}
