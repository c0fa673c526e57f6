package io.kafkadlq.core.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kafkadlq.api.flow.BreakerState;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Calls that end together. */
public class BreakerStress {

    private static final Throwable DOWN = new IllegalStateException("down");

    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Opened once, told once")
    @Outcome(expect = FORBIDDEN, desc = "Not opened by two failures, opened twice, or told too often or not at all")
    @State
    public static class TwoFailures {

        private final AtomicInteger told = new AtomicInteger();
        private final CircuitBreaker breaker = Breakers.closed(2, (from, to, why) -> told.incrementAndGet());
        private final long permission = breaker.tryAcquire();

        @Actor
        public void first() {
            breaker.failed(permission, DOWN);
        }

        @Actor
        public void second() {
            breaker.failed(permission, DOWN);
        }

        @Arbiter
        public void afterwards(II_Result seen) {
            seen.r1 = breaker.state() == BreakerState.OPEN
                    ? (int) breaker.status().opened()
                    : 0;
            seen.r2 = told.get();
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, 0", expect = ACCEPTABLE, desc = "The first has the probe")
    @Outcome(id = "false, true, 0", expect = ACCEPTABLE, desc = "The second has the probe")
    @Outcome(expect = FORBIDDEN, desc = "Both or none have it")
    @State
    public static class TwoForOneProbe {

        private final CircuitBreaker breaker = Breakers.halfOpen();

        @Actor
        public void first(ZZI_Result seen) {
            seen.r1 = breaker.tryAcquire() != CircuitBreaker.NONE;
        }

        @Actor
        public void second(ZZI_Result seen) {
            seen.r2 = breaker.tryAcquire() != CircuitBreaker.NONE;
        }

        @Arbiter
        public void afterwards(ZZI_Result seen) {
            seen.r3 = breaker.available();
        }
    }
}
