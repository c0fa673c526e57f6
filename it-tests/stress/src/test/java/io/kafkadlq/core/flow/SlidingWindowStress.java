package io.kafkadlq.core.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Threads ask a window for permits, at rest and while time passes from slot to slot. */
public class SlidingWindowStress {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long A_SLOT = SECOND.toNanos() / 256;
    private static final long A_WINDOW = SECOND.toNanos() + A_SLOT;

    /** Of two permits, one of which is taken. */
    private static SlidingWindow window(AtomicLong time) {
        var window = new SlidingWindow(2, SECOND, time::get);
        window.tryAcquire(1);
        return window;
    }

    @JCStressTest
    @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "The first has it")
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "The second has it")
    @Outcome(expect = FORBIDDEN, desc = "Both have it, or nobody, or there is one more")
    @State
    public static class TwoAskForTheLastPermit {

        private final SlidingWindow window = window(new AtomicLong());

        @Actor
        public void first(ZZZ_Result seen) {
            seen.r1 = window.tryAcquire(1);
        }

        @Actor
        public void second(ZZZ_Result seen) {
            seen.r2 = window.tryAcquire(1);
        }

        @Arbiter
        public void afterwards(ZZZ_Result seen) {
            seen.r3 = window.tryAcquire(1);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "The first has it")
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "The second has it")
    @Outcome(expect = FORBIDDEN, desc = "What the slot before holds was lost, or counted twice")
    @State
    public static class TwoOpenTheNextSlot {

        private final AtomicLong time = new AtomicLong();
        private final SlidingWindow window = window(time);

        public TwoOpenTheNextSlot() {
            time.set(A_SLOT);
        }

        @Actor
        public void first(ZZZ_Result seen) {
            seen.r1 = window.tryAcquire(1);
        }

        @Actor
        public void second(ZZZ_Result seen) {
            seen.r2 = window.tryAcquire(1);
        }

        @Arbiter
        public void afterwards(ZZZ_Result seen) {
            seen.r3 = window.tryAcquire(1);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "The one who saw time pass has it")
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "The other has it, in either slot")
    @Outcome(expect = FORBIDDEN, desc = "A permit that was taken as the slot ended is not counted, or twice")
    @State
    public static class TheSlotEndsWhileTwoAsk {

        private final AtomicLong time = new AtomicLong();
        private final SlidingWindow window = window(time);

        @Actor
        public void first(ZZZ_Result seen) {
            time.set(A_SLOT);
            seen.r1 = window.tryAcquire(1);
        }

        @Actor
        public void second(ZZZ_Result seen) {
            seen.r2 = window.tryAcquire(1);
        }

        @Arbiter
        public void afterwards(ZZZ_Result seen) {
            seen.r3 = window.tryAcquire(1);
        }
    }

    @JCStressTest
    @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "One in the new window at least")
    @Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "One in the old window, one in the new one")
    @Outcome(expect = FORBIDDEN, desc = "The new window holds more than its share, or the old one for ever")
    @State
    public static class TheWindowEndsWhileTwoAsk {

        private final AtomicLong time = new AtomicLong();
        private final SlidingWindow window = window(time);

        @Actor
        public void first(ZZZ_Result seen) {
            time.set(A_WINDOW);
            seen.r1 = window.tryAcquire(1);
        }

        @Actor
        public void second(ZZZ_Result seen) {
            seen.r2 = window.tryAcquire(1);
        }

        @Arbiter
        public void afterwards(ZZZ_Result seen) {
            seen.r3 = window.tryAcquire(1) && !window.tryAcquire(1);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Given back first, then taken")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Asked for first, and there afterwards")
    @Outcome(expect = FORBIDDEN, desc = "A permit is lost, or made up")
    @State
    public static class AcquireAgainstGiveBack {

        private final SlidingWindow window = window(new AtomicLong());

        public AcquireAgainstGiveBack() {
            window.tryAcquire(1);
        }

        @Actor
        public void givingBack() {
            window.giveBack(1);
        }

        @Actor
        public void acquiring(ZZ_Result seen) {
            seen.r1 = window.tryAcquire(1);
        }

        @Arbiter
        public void afterwards(ZZ_Result seen) {
            seen.r2 = window.tryAcquire(1);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Taken from the old share")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "The new share is taken already")
    @Outcome(expect = FORBIDDEN, desc = "More than either share")
    @State
    public static class AcquireAgainstARateChange {

        private final SlidingWindow window = window(new AtomicLong());

        @Actor
        public void changing() {
            window.permitsPerSecond(1);
        }

        @Actor
        public void acquiring(ZZ_Result seen) {
            seen.r1 = window.tryAcquire(1);
        }

        @Arbiter
        public void afterwards(ZZ_Result seen) {
            seen.r2 = window.tryAcquire(1);
        }
    }
}
