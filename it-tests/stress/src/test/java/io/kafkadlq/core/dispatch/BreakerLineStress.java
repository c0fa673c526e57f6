package io.kafkadlq.core.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kafkadlq.core.flow.Breakers;
import io.kafkadlq.core.flow.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Lanes get in line while permissions become available: none is left in line beside one. */
public class BreakerLineStress {

    /** Whom lanes are given to that are resumed; they have ended, so that a lane that is resumed is out of line and no more. */
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
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "Closed first, then asked")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "In line, and resumed")
    @Outcome(expect = FORBIDDEN, desc = "Left in line for ever")
    @State
    public static class LaneAgainstClosing {

        private final BreakerLine line = new BreakerLine(Optional.of(Breakers.halfOpen()));
        private final long probe = line.acquire(lane());
        private final Lane lane = lane();

        @Actor
        public void closing() {
            line.succeeded(probe);
        }

        @Actor
        public void asking(ZI_Result seen) {
            seen.r1 = line.acquire(lane) != CircuitBreaker.NONE;
        }

        @Arbiter
        public void afterwards(ZI_Result seen) {
            seen.r2 = line.waiting();
        }
    }

    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "Half-open first, then asked")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "In line, and resumed")
    @Outcome(expect = FORBIDDEN, desc = "Left in line until the next pulse")
    @State
    public static class LaneAgainstPulse {

        private final BreakerLine line = new BreakerLine(Optional.of(Breakers.open()));
        private final Lane lane = lane();

        @Actor
        public void pulsing() {
            line.pulse();
        }

        @Actor
        public void asking(ZI_Result seen) {
            seen.r1 = line.acquire(lane) != CircuitBreaker.NONE;
        }

        @Arbiter
        public void afterwards(ZI_Result seen) {
            seen.r2 = line.waiting();
        }
    }

    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "Given back first, then taken")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "In line, and resumed")
    @Outcome(expect = FORBIDDEN, desc = "Left in line beside a permission")
    @State
    public static class LaneAgainstGivingBack {

        private final BreakerLine line = new BreakerLine(Optional.of(Breakers.halfOpen()));
        private final long probe = line.acquire(lane());
        private final Lane lane = lane();

        @Actor
        public void givingBack() {
            line.unused(probe);
        }

        @Actor
        public void asking(ZI_Result seen) {
            seen.r1 = line.acquire(lane) != CircuitBreaker.NONE;
        }

        @Arbiter
        public void afterwards(ZI_Result seen) {
            seen.r2 = line.waiting();
        }
    }

    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "Stopped first, then asked")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "In line, and let go")
    @Outcome(expect = FORBIDDEN, desc = "Left in line through the stop")
    @State
    public static class LaneAgainstStop {

        private final BreakerLine line = new BreakerLine(Optional.of(Breakers.open()));
        private final Lane lane = lane();

        @Actor
        public void stopping() {
            line.close();
        }

        @Actor
        public void asking(ZI_Result seen) {
            seen.r1 = line.acquire(lane) != CircuitBreaker.NONE;
        }

        @Arbiter
        public void afterwards(ZI_Result seen) {
            seen.r2 = line.waiting();
        }
    }

    @JCStressTest
    @Outcome(
            id = "true, false, 10",
            expect = ACCEPTABLE,
            desc = "The second waits, and is resumed when the first is done")
    @Outcome(
            id = "false, true, 10",
            expect = ACCEPTABLE,
            desc = "The first waits, and is resumed when the second is done")
    @Outcome(expect = FORBIDDEN, desc = "Both or none have the probe, or one is left in line")
    @State
    public static class TwoLanesForOneProbe {

        private final BreakerLine line = new BreakerLine(Optional.of(Breakers.halfOpen()));
        private final Lane one = lane();
        private final Lane other = lane();
        // Each by its actor, and then by the arbiter.
        private long first;
        private long second;

        @Actor
        public void first(ZZI_Result seen) {
            first = line.acquire(one);
            seen.r1 = first != CircuitBreaker.NONE;
        }

        @Actor
        public void second(ZZI_Result seen) {
            second = line.acquire(other);
            seen.r2 = second != CircuitBreaker.NONE;
        }

        @Arbiter
        public void afterwards(ZZI_Result seen) {
            int before = line.waiting();
            line.succeeded(first == CircuitBreaker.NONE ? second : first);
            seen.r3 = before * 10 + line.waiting();
        }
    }
}
