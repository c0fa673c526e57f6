package io.kafkadlq.core.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZIZ_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Permits are given back while lanes ask for them: none is lost, and no lane is left in line beside a free one. */
public class PermitsStress {

    /** Whom lanes are given to that are resumed; they have ended, so that nothing happens to a lane but its permit. */
    private static final Workers WORKERS = ended();

    private static Workers ended() {
        var workers = new Workers(1, Thread::new);
        workers.close(Duration.ZERO);
        return workers;
    }

    private static Lane lane() {
        return new Lane(1, lane -> true, WORKERS);
    }

    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "Given back first, then taken")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "In line first, then resumed with the permit")
    @Outcome(expect = FORBIDDEN, desc = "Left in line for ever, resumed for nothing, or a permit too many or too few")
    @State
    public static class AcquireAgainstRelease {

        private final Permits permits = new Permits(1);
        private final Lane waiting = lane();

        public AcquireAgainstRelease() {
            permits.acquire(lane());
        }

        @Actor
        public void releasing() {
            permits.release();
        }

        @Actor
        public void acquiring(ZZI_Result seen) {
            seen.r1 = permits.acquire(waiting);
        }

        @Arbiter
        public void afterwards(ZZI_Result seen) {
            seen.r2 = waiting.takePermit();
            seen.r3 = permits.taken();
        }
    }

    @JCStressTest
    @Outcome(id = "true, 1, true", expect = ACCEPTABLE, desc = "One goes to the lane in line, the other is free")
    @Outcome(expect = FORBIDDEN, desc = "The lane is left in line, or a permit is lost to nobody")
    @State
    public static class TwoReleaseToOneInLine {

        private final Permits permits = new Permits(2);
        private final Lane waiting = lane();

        public TwoReleaseToOneInLine() {
            permits.acquire(lane());
            permits.acquire(lane());
            permits.acquire(waiting);
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
        public void afterwards(ZIZ_Result seen) {
            seen.r1 = waiting.takePermit();
            seen.r2 = permits.taken();
            seen.r3 = permits.acquire(lane());
        }
    }
}
