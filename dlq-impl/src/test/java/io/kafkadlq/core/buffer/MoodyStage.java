package io.kafkadlq.core.buffer;

import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.RecordIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A next stage that refuses now and then, or from some letter on; what it took is stored when a batch ends. */
final class MoodyStage implements Stage {

    private final InFlight inFlight;
    private final Random moods;
    private final double refusals;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final List<TestLetter> taken = new ArrayList<>();
    private final List<TestLetter> unanswered = new ArrayList<>();
    private int takesUntil;
    private boolean closed;

    MoodyStage(InFlight inFlight, Random moods, double refusals, int takesUntil) {
        this.inFlight = inFlight;
        this.moods = moods;
        this.refusals = refusals;
        this.takesUntil = takesUntil;
    }

    static MoodyStage willing(InFlight inFlight) {
        return new MoodyStage(inFlight, new Random(1), 0, Integer.MAX_VALUE);
    }

    static MoodyStage refusing(InFlight inFlight) {
        return new MoodyStage(inFlight, new Random(1), 0, 0);
    }

    @Override
    public boolean offer(Letter letter, long enteredNanos) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            if (taken.size() >= takesUntil || moods.nextDouble() < refusals) {
                return false;
            }
            taken.add((TestLetter) letter);
            unanswered.add((TestLetter) letter);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void endOfBatch() {
        lock.lock();
        try {
            answer();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            if (!closed && taken.size() >= takesUntil) {
                room.await(1, TimeUnit.SECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close(Duration drainWithin) {
        lock.lock();
        try {
            closed = true;
            answer();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void becomeWilling() {
        lock.lock();
        try {
            takesUntil = Integer.MAX_VALUE;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<TestLetter> taken() {
        lock.lock();
        try {
            return List.copyOf(taken);
        } finally {
            lock.unlock();
        }
    }

    private void answer() {
        unanswered.forEach(letter -> {
            inFlight.leave(letter);
            letter.durable(RecordIds.next());
        });
        unanswered.clear();
    }
}
