package io.kafkadlq.core.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;
import org.openjdk.jcstress.infra.results.ZII_Result;

/** Permits are given back while lanes ask for them: none is lost, and no lane is left in line beside a free one. */
public class PermitsStress {

    @JCStressTest
    @Outcome(id = "true, 0, 1", expect = ACCEPTABLE, desc = "Given back first, then taken")
    @Outcome(id = "false, 1, 1", expect = ACCEPTABLE, desc = "In line first, then resumed with the permit")
    @Outcome(expect = FORBIDDEN, desc = "Left in line for ever, resumed for nothing, or a permit too many or too few")
    @State
    public static class AcquireAgainstRelease {

        private final Resumed workers = new Resumed();
        private final Permits permits = new Permits(1);
        private final Lane holder = workers.lane();
        private final Lane waiting = workers.lane();

        public AcquireAgainstRelease() {
            permits.acquire(holder);
        }

        @Actor
        public void releasing() {
            permits.release();
        }

        @Actor
        public void acquiring(ZII_Result seen) {
            seen.r1 = permits.acquire(waiting);
        }

        @Arbiter
        public void afterwards(ZII_Result seen) {
            seen.r2 = workers.resumedWithPermit();
            seen.r3 = permits.taken();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1, true", expect = ACCEPTABLE, desc = "One goes to the lane in line, the other is free")
    @Outcome(expect = FORBIDDEN, desc = "The lane is left in line, or a permit is lost to nobody")
    @State
    public static class TwoReleaseToOneInLine {

        private final Resumed workers = new Resumed();
        private final Permits permits = new Permits(2);

        public TwoReleaseToOneInLine() {
            for (int i = 0; i < 3; i++) {
                permits.acquire(workers.lane());
            }
        }

        @Actor
        public void first() {
            permits.release();
        }

        @Actor
        public void second() {
            permits.release();
        }

        @Arbiter
        public void afterwards(IIZ_Result seen) {
            seen.r1 = workers.resumedWithPermit();
            seen.r2 = permits.taken();
            seen.r3 = permits.acquire(workers.lane());
        }
    }

    /** Counts the lanes that were resumed and have a permit to go on with. */
    private static final class Resumed implements Workers {

        private final AtomicInteger withPermit = new AtomicInteger();

        Lane lane() {
            return new Lane(1, lane -> true, this);
        }

        int resumedWithPermit() {
            return withPermit.get();
        }

        @Override
        public void run(Lane lane) {
            if (lane.takePermit()) {
                withPermit.incrementAndGet();
            }
        }

        @Override
        public void aboutToRun() {}

        @Override
        public void runAgain(Lane lane) {
            run(lane);
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public boolean close(Duration within) {
            return true;
        }
    }
}
