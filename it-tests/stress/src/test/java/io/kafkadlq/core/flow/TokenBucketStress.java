package io.kafkadlq.core.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.OptionalInt;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Threads ask a bucket for permits while time stands still, so that only they can be the cause of what is seen. */
public class TokenBucketStress {

    /** With one permit in it, as every bucket starts. */
    private static TokenBucket bucket() {
        return new TokenBucket(10, OptionalInt.of(2), () -> 0);
    }

    @JCStressTest
    @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "The first has it")
    @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "The second has it")
    @Outcome(expect = FORBIDDEN, desc = "Both have it, or nobody, or there is one more")
    @State
    public static class TwoAskForTheLastPermit {

        private final TokenBucket bucket = bucket();

        @Actor
        public void first(ZZZ_Result seen) {
            seen.r1 = bucket.tryAcquire(1);
        }

        @Actor
        public void second(ZZZ_Result seen) {
            seen.r2 = bucket.tryAcquire(1);
        }

        @Arbiter
        public void afterwards(ZZZ_Result seen) {
            seen.r3 = bucket.tryAcquire(1);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Given back first, then taken")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Asked for first, and there afterwards")
    @Outcome(expect = FORBIDDEN, desc = "A permit is lost, or made up")
    @State
    public static class AcquireAgainstGiveBack {

        private final TokenBucket bucket = bucket();

        public AcquireAgainstGiveBack() {
            bucket.tryAcquire(1);
        }

        @Actor
        public void givingBack() {
            bucket.giveBack(1);
        }

        @Actor
        public void acquiring(ZZ_Result seen) {
            seen.r1 = bucket.tryAcquire(1);
        }

        @Arbiter
        public void afterwards(ZZ_Result seen) {
            seen.r2 = bucket.tryAcquire(1);
        }
    }

    @JCStressTest
    @Outcome(id = "true, 200", expect = ACCEPTABLE, desc = "Taken at the old rate; the next comes at the new one")
    @Outcome(id = "false, 100", expect = ACCEPTABLE, desc = "Half of a permit at the new rate")
    @Outcome(expect = FORBIDDEN, desc = "Counted by half of each rate")
    @State
    public static class AcquireAgainstARateChange {

        private final TokenBucket bucket = bucket();

        @Actor
        public void changing() {
            bucket.permitsPerSecond(5);
        }

        @Actor
        public void acquiring(ZI_Result seen) {
            seen.r1 = bucket.tryAcquire(1);
        }

        @Arbiter
        public void afterwards(ZI_Result seen) {
            seen.r2 = (int) bucket.retryAfter().toMillis();
        }
    }
}
