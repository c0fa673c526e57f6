package io.kafkadlq.core.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Records;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZZ_Result;

/**
 * Two threads offer to one lane, and two workers wait for it: all is handled, in the order of each thread, and by one
 * worker at a time, who sees all that the one before has written.
 */
@JCStressTest
@Outcome(id = "4, true, true", expect = ACCEPTABLE, desc = "All handled, in order, one after another")
@Outcome(expect = FORBIDDEN, desc = "Handled too few or too many, out of order, or two at a time")
@State
public class LaneStress {

    private static final Workers WORKERS = new Workers(2, LaneStress::daemon);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Tally tally = new Tally();
    private final Lane lane = new Lane(8, tally, WORKERS);
    private final WokenLanes woken = new WokenLanes();
    private final Delivery a1 = Records.delivery();
    private final Delivery a2 = Records.delivery();
    private final Delivery b1 = Records.delivery();
    private final Delivery b2 = Records.delivery();

    @Actor
    public void first() {
        offer(a1);
        offer(a2);
        woken.run(WORKERS);
    }

    @Actor
    public void second() {
        offer(b1);
        woken.run(WORKERS);
        offer(b2);
        woken.run(WORKERS);
    }

    private void offer(Delivery delivery) {
        if (lane.offer(delivery) == Mailbox.Added.WAKE) {
            woken.add(lane);
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    @Arbiter
    public void afterwards(IZZ_Result seen) {
        long began = System.nanoTime();
        while (tally.published.get() < 4 && System.nanoTime() - began < PATIENCE_NANOS) {
            Thread.onSpinWait();
        }
        seen.r1 = tally.handled;
        seen.r2 = tally.isBefore(a1, a2) && tally.isBefore(b1, b2);
        seen.r3 = tally.alone;
    }

    /** What a handler would see. Its fields are not volatile: the lane has to carry them from worker to worker. */
    private static final class Tally implements Course {

        private final Delivery[] order = new Delivery[8];
        // For the arbiter alone, which has no other way to know; a worker that only writes it learns nothing by it.
        private final AtomicInteger published = new AtomicInteger();
        private int handled;
        private boolean busy;
        private boolean alone = true;

        @Override
        public boolean advance(Lane lane) {
            alone &= !busy;
            busy = true;
            Delivery next = lane.poll();
            if (next != null) {
                order[handled++] = next;
            }
            busy = false;
            published.lazySet(handled);
            return true;
        }

        boolean isBefore(Delivery one, Delivery other) {
            int place = 0;
            while (place < handled && order[place] != one) {
                place++;
            }
            while (place < handled && order[place] != other) {
                place++;
            }
            return place < handled;
        }
    }
}
