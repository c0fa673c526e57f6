package io.kafkadlq.core.stage;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Publishers and writers change the same sums. */
public class InFlightStress {

    private static final int MAX_BYTES = 10;
    private static final Letter MORE_THAN_HALF = new Sized(6);
    private static final Letter HUGE = new Sized(100);

    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "The first fits")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "The second fits")
    @Outcome(id = "true, true, 2", expect = FORBIDDEN, desc = "The bound does not hold")
    @Outcome(expect = FORBIDDEN, desc = "Neither gets in, or the count is wrong")
    @State
    public static class OneOfTwoFits {

        private final InFlight inFlight = new InFlight(MAX_BYTES);

        @Actor
        public void first(ZZI_Result seen) {
            seen.r1 = inFlight.tryEnter(MORE_THAN_HALF);
        }

        @Actor
        public void second(ZZI_Result seen) {
            seen.r2 = inFlight.tryEnter(MORE_THAN_HALF);
        }

        @Arbiter
        public void afterwards(ZZI_Result seen) {
            seen.r3 = (int) inFlight.records();
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "The other left first; nothing stays behind")
    @Outcome(
            id = "false, false, true",
            expect = ACCEPTABLE,
            desc = "Refused before the other left; nothing stays behind")
    @Outcome(expect = FORBIDDEN, desc = "Bytes or records are counted that have left")
    @State
    public static class EnterAgainstLeave {

        private final InFlight inFlight = new InFlight(MAX_BYTES);

        public EnterAgainstLeave() {
            inFlight.tryEnter(MORE_THAN_HALF);
        }

        @Actor
        public void entering(ZZZ_Result seen) {
            seen.r1 = inFlight.tryEnter(MORE_THAN_HALF);
        }

        @Actor
        public void leaving() {
            inFlight.leave(MORE_THAN_HALF);
        }

        @Arbiter
        public void afterwards(ZZZ_Result seen) {
            if (seen.r1) {
                inFlight.leave(MORE_THAN_HALF);
            }
            seen.r2 = inFlight.records() != 0;
            // Larger than the bound, it gets in only where not a byte is left.
            seen.r3 = inFlight.tryEnter(HUGE);
        }
    }

    /** A letter of which only the size matters. */
    private record Sized(int sizeBytes) implements Letter {

        @Override
        public DlqRecord record() {
            throw new UnsupportedOperationException("Nobody reads it");
        }

        @Override
        public void durable(RecordId storedAs) {}

        @Override
        public void abandoned(Throwable why) {}
    }
}
