package io.kafkadlq.core.buffer;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** All readers of a ring, with their threads. Each sequence has one reader, and a slot is free when all have passed it. */
final class Readers {

    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    private final RingBuffer<Slot> ring;
    private final SequenceBarrier barrier;
    private final Map<Reader, Thread> threads = new LinkedHashMap<>();

    Readers(RingBuffer<Slot> ring, int count, Handover handover, ThreadFactory factory) {
        this.ring = ring;
        this.barrier = ring.newBarrier();
        for (int i = 0; i < count; i++) {
            var reader = new Reader(ring, barrier, i, count, handover);
            threads.put(reader, factory.newThread(reader));
        }
        ring.addGatingSequences(threads.keySet().stream().map(Reader::done).toArray(Sequence[]::new));
    }

    void start() {
        threads.values().forEach(Thread::start);
    }

    /** Whether any of them is alive and has not passed all that was published. */
    boolean areAtWork() {
        long cursor = ring.getCursor();
        return threads.entrySet().stream()
                .anyMatch(reader ->
                        reader.getValue().isAlive() && reader.getKey().done().get() < cursor);
    }

    /** Ends them, those who are stuck by an interrupt; one that heeds neither is left behind. */
    void stop() {
        barrier.alert();
        threads.values().forEach(Readers::join);
    }

    private static void join(Thread thread) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, LAST_WORD.toNanos());
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
