package io.kafkadlq.core.buffer;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import io.kafkadlq.core.stage.Letter;

/**
 * One of the ring's consumers: reads the letters of every n-th sequence and hands them on. Ends when the ring's barrier
 * is alerted or its thread is interrupted; nothing else ends it, because the ring would stay full for ever.
 *
 * <p>Not the Disruptor's own {@code BatchEventProcessor}: that one frees slots only after a whole batch, and when it is
 * interrupted while it waits it skips a sequence that nobody has published yet.
 *
 * <p>Threading: confined to its thread, but for {@link #done}.
 */
final class Reader implements Runnable {

    private final RingBuffer<Slot> ring;
    private final SequenceBarrier barrier;
    private final int index;
    private final int readers;
    private final Handover handover;
    // Written by this reader alone; publishers see by it which slots are free.
    private final Sequence done = new Sequence();

    /** @param index which of the readers this is, from 0 on: it takes the sequences that leave this remainder */
    Reader(RingBuffer<Slot> ring, SequenceBarrier barrier, int index, int readers, Handover handover) {
        this.ring = ring;
        this.barrier = barrier;
        this.index = index;
        this.readers = readers;
        this.handover = handover;
    }

    /** The last sequence that this reader has handed on or left to others. */
    Sequence done() {
        return done;
    }

    @Override
    public void run() {
        try {
            while (true) {
                long from = done.get() + 1;
                readThrough(from, barrier.waitFor(from));
            }
        } catch (AlertException closing) {
            // What is left in the ring is the close's.
            return;
        } catch (TimeoutException unheardOf) {
            throw new IllegalStateException("None of our wait strategies times out", unheardOf);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            Log.readerInterrupted();
        }
    }

    /** To the end of what is published: a batch, which ends for this reader even if the last slot is another's. */
    private void readThrough(long from, long to) throws InterruptedException {
        long mine = from + Math.floorMod(index - from, readers);
        try {
            for (long sequence = mine; sequence <= to; sequence += readers) {
                take(ring.get(sequence));
                done.set(sequence);
            }
            done.set(to);
            if (mine <= to) {
                handover.endOfBatch();
            }
        } catch (RuntimeException | Error defect) {
            // Goes on after `done`; a slot that was taken before the defect is empty by now.
            Log.readerDefect(defect);
        }
    }

    private void take(Slot slot) throws InterruptedException {
        Letter letter = slot.take();
        if (letter != null) {
            handover.handOn(letter, slot.enteredNanos());
        }
    }
}
