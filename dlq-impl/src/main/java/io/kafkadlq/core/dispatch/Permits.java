package io.kafkadlq.core.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many asynchronous handlers are under way. A lane that gets no permit waits in line and is resumed with one;
 * no thread waits. Thread-safe, lock-free but for what a semaphore does.
 */
final class Permits {

    private final int most;
    private final Semaphore free;
    private final Queue<Lane> line = new ConcurrentLinkedQueue<>();

    Permits(int most) {
        this.most = most;
        this.free = new Semaphore(most);
    }

    /** Whether the lane has a permit; if not, it is in line, perhaps resumed already, and the caller must let it be. */
    boolean acquire(Lane lane) {
        if (free.tryAcquire()) {
            return true;
        }
        line.add(lane);
        // One may have been given back between the two lines above, when nobody was in line yet.
        serve();
        return false;
    }

    void release() {
        free.release();
        serve();
    }

    private void serve() {
        while (!line.isEmpty() && free.tryAcquire()) {
            Lane first = line.poll();
            if (first == null) {
                free.release();
            } else {
                first.permit();
                first.resume();
            }
        }
    }

    int taken() {
        return most - free.availablePermits();
    }
}
