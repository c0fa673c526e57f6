package io.kafkadlq.core.buffer;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.util.Util;
import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.BufferConfig;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The ring between intake and batch, on the LMAX Disruptor: slots made once, one or many publishers, one or several
 * readers. A slot is free again as soon as its record has been handed on, never only when the record is stored, because
 * slots free in order and one slow record would hold up all behind it.
 *
 * <p>One reader keeps each publisher's order; several read headers in parallel and keep none.
 *
 * <p>Hot path: publishing allocates nothing and takes no lock (the blocking wait strategy signals a waiting reader).
 */
public final class RingStage implements Stage {

    private static final long ROOM_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LAST_WORD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NONE = -1;

    private final RingBuffer<Slot> ring;
    private final Readers readers;
    private final Handover handover;
    private final InFlight inFlight;
    private final Stage next;
    private final NanoClock clock;
    // Publishers between their look at `closing` and their publication: a close waits for them, so that none comes
    // late. Needed for a single publisher too, since another thread closes.
    private final AtomicInteger publishing = new AtomicInteger();
    private volatile boolean closing;

    /**
     * What a ring needs from around it.
     *
     * @param channel whose ring it is, for the log
     * @param cores how many the machine has for us
     */
    public record Parts(String channel, InFlight inFlight, ThreadFactory threads, int cores, NanoClock clock) {}

    public RingStage(BufferConfig config, Publishers publishers, Stage next, Parts parts) {
        this.next = next;
        this.inFlight = parts.inFlight();
        this.clock = parts.clock();
        this.handover = new Handover(next, inFlight);
        this.ring = RingBuffer.create(
                publishers.claims(),
                Slot::new,
                roundedUp(config.size(), parts.channel()),
                WaitStrategies.make(config, parts.channel(), parts.cores()));
        this.readers = new Readers(ring, config.readers(), handover, parts.threads());
        readers.start();
    }

    private static int roundedUp(int asked, String channel) {
        int size = Util.ceilingNextPowerOfTwo(asked);
        if (size != asked) {
            Log.sizeRounded(channel, asked, size);
        }
        return size;
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
        long sequence = claim(1);
        if (sequence == NONE) {
            inFlight.leave(letter);
            return false;
        }
        ring.get(sequence).fill(letter, enteredNanos);
        ring.publish(sequence);
        return true;
    }

    /** One claim and one publication for as many as there is room for. */
    @Override
    public int offerAll(List<? extends Letter> letters, long enteredNanos) {
        publishing.incrementAndGet();
        try {
            return closing ? 0 : publishAll(letters, enteredNanos);
        } finally {
            publishing.decrementAndGet();
        }
    }

    private int publishAll(List<? extends Letter> letters, long enteredNanos) {
        int count = enter(letters, Math.min(letters.size(), remainingCapacity()));
        long last = claim(count);
        while (last == NONE && count > 0) {
            // Another publisher was quicker: with less, then.
            int fewer = Math.min(count - 1, remainingCapacity());
            leave(letters, fewer, count);
            count = fewer;
            last = claim(count);
        }
        if (count > 0) {
            fill(letters, last - count + 1, last, enteredNanos);
        }
        return count;
    }

    private int enter(List<? extends Letter> letters, int atMost) {
        int entered = 0;
        while (entered < atMost && inFlight.tryEnter(letters.get(entered))) {
            entered++;
        }
        return entered;
    }

    private void leave(List<? extends Letter> letters, int from, int to) {
        for (int i = from; i < to; i++) {
            inFlight.leave(letters.get(i));
        }
    }

    private void fill(List<? extends Letter> letters, long first, long last, long enteredNanos) {
        try {
            for (long sequence = first; sequence <= last; sequence++) {
                ring.get(sequence).fill(letters.get((int) (sequence - first)), enteredNanos);
            }
        } finally {
            // What is claimed must be published, whatever the list does, or readers wait for it for ever.
            ring.publish(first, last);
        }
    }

    /** The last of so many sequences, or {@link #NONE}. */
    private long claim(int count) {
        if (count == 0) {
            return NONE;
        }
        try {
            return ring.tryNext(count);
        } catch (InsufficientCapacityException full) {
            // The Disruptor's own constant exception, made without a stack trace: as cheap as a flag.
            return NONE;
        }
    }

    /** How many letters would fit now, from any thread; by the time it is used it may be more or less. */
    public int remainingCapacity() {
        // Not the ring's own method, which with one publisher is for this publisher alone. The readers' position is
        // read first, so that a moving ring looks fuller rather than emptier than it is.
        long done = ring.getMinimumGatingSequence();
        long inside = ring.getCursor() - done;
        return (int) Math.max(ring.getBufferSize() - inside, 0);
    }

    /** How full it is, from 0 to 1. */
    public double fill() {
        return 1 - (double) remainingCapacity() / ring.getBufferSize();
    }

    @Override
    public void endOfBatch() {
        // Readers notice themselves where a batch ends.
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        LockSupport.parkNanos(ROOM_WAIT_NANOS);
    }

    @Override
    public void close(Duration drainWithin) {
        if (closing) {
            return;
        }
        closing = true;
        while (publishing.get() > 0) {
            LockSupport.parkNanos(ROOM_WAIT_NANOS);
        }
        long deadline = clock.nanos() + drainWithin.toNanos();
        awaitEmpty(deadline);
        // Frees a reader that waits for room there; from then on it abandons what it meets.
        next.close(Duration.ofNanos(Math.max(deadline - clock.nanos(), 0)));
        awaitEmpty(clock.nanos() + LAST_WORD_NANOS);
        readers.stop();
        abandonTheRest();
    }

    /** Waits until the readers have handed on all there is; one who is in a hurry interrupts. */
    private void awaitEmpty(long deadline) {
        while (readers.areAtWork()
                && clock.nanos() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** What a reader that ended or is stuck has left, whichever of the readers; nothing publishes any more. */
    private void abandonTheRest() {
        for (long sequence = ring.getMinimumGatingSequence() + 1; sequence <= ring.getCursor(); sequence++) {
            Letter letter = ring.get(sequence).take();
            if (letter != null) {
                handover.abandon(letter, new DlqException("The ring has closed"));
            }
        }
    }
}
