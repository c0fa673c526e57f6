package io.kafkadlq.core.dispatch;

import io.kafkadlq.core.delivery.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Records that are handled one after another, and the task that handles them: run by one worker at a time, and taken over
 * whole by any worker that is free, so that order holds and nobody idles beside work. A lane at rest costs nothing.
 *
 * <p>Threading: {@link #offer} by any thread. Everything else by the worker that runs the lane; from one to the next, and
 * across rests, the workers' queues and the mailbox carry the happens-before edge.
 */
final class Lane implements Runnable {

    /** So many records, then others have their turn. */
    private static final int TURN = 64;

    private final Mailbox mailbox;
    private final Course course;
    private final Workers workers;
    private @Nullable Delivery taken;
    private int turn;
    private boolean permitted;
    // Owned by whoever wakes the lane, from then until it runs.
    private @Nullable Lane nextWoken;

    Lane(int capacity, Course course, Workers workers) {
        this.mailbox = new Mailbox(capacity);
        this.course = course;
        this.workers = workers;
    }

    /** On {@link Mailbox.Added#WAKE} the caller has to see that the lane is run. */
    Mailbox.Added offer(Delivery delivery) {
        return mailbox.add(delivery);
    }

    @Nullable Lane nextWoken() {
        return nextWoken;
    }

    void nextWoken(@Nullable Lane other) {
        nextWoken = other;
    }

    @Override
    public void run() {
        turn = 0;
        while (true) {
            if (!hasNext()) {
                if (mailbox.rest()) {
                    return;
                }
            } else if (turn >= TURN) {
                workers.run(this);
                return;
            } else if (!advance()) {
                // Somebody else runs the lane on, perhaps already: nothing of it may be touched here any more.
                return;
            }
        }
    }

    /** Whatever happens, the lane goes on: were it to die, all behind would wait for ever. */
    private boolean advance() {
        try {
            return course.advance(this);
        } catch (Throwable defect) {
            Log.laneDefect(defect);
            return true;
        }
    }

    /** Lets the lane run on after its course had to wait; by whoever ended the waiting. */
    void resume() {
        workers.run(this);
    }

    private boolean hasNext() {
        if (taken == null) {
            taken = mailbox.takeAll();
        }
        return taken != null;
    }

    /** The next delivery, if there is one now. */
    @Nullable Delivery poll() {
        if (!hasNext()) {
            return null;
        }
        Delivery first = taken;
        if (first != null) {
            taken = first.next();
            first.next(null);
            turn++;
        }
        return first;
    }

    /** How many deliveries this turn has had. */
    int turn() {
        return turn;
    }

    /** Gives the lane leave to start one asynchronous handler. */
    void permit() {
        permitted = true;
    }

    /** Whether it had that leave, which is used up by asking. */
    boolean takePermit() {
        boolean had = permitted;
        permitted = false;
        return had;
    }
}
