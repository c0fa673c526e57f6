package io.kafkadlq.core.dispatch;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lanes that were at rest, have something to do now, and are to be run when whoever fills them has nothing more in hand: a
 * Treiber stack, taken whole. A lane is in it once at most, since it is woken once before it runs. Thread-safe, lock-free.
 */
final class WokenLanes {

    private final AtomicReference<@Nullable Lane> latest = new AtomicReference<>();

    void add(Lane lane) {
        Lane before = latest.get();
        lane.nextWoken(before);
        while (!latest.compareAndSet(before, lane)) {
            before = latest.get();
            lane.nextWoken(before);
        }
    }

    void run(Workers workers) {
        Lane taken = latest.getAndSet(null);
        if (taken != null) {
            workers.run(new Round(inOrder(taken)));
        }
    }

    /** The first to be woken first. */
    private static Lane[] inOrder(Lane last) {
        int count = 0;
        for (Lane lane = last; lane != null; lane = lane.nextWoken()) {
            count++;
        }
        Lane[] lanes = new Lane[count];
        Lane lane = last;
        while (lane != null) {
            Lane before = lane.nextWoken();
            lane.nextWoken(null);
            lanes[--count] = lane;
            lane = before;
        }
        return lanes;
    }
}
