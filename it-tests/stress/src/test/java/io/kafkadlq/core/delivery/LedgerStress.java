package io.kafkadlq.core.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The thread that polls reads the ledger while a worker marks deliveries of it as done. */
public class LedgerStress {

    private static final int FIRST_SIZE = 64;

    /** A ledger with every place taken, none of them done. */
    private static Delivery[] fill(Ledger ledger) {
        var deliveries = new Delivery[FIRST_SIZE];
        for (int i = 0; i < FIRST_SIZE; i++) {
            deliveries[i] = ledger.enter(Records.ANY, 0);
        }
        return deliveries;
    }

    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "The mark was seen")
    @Outcome(id = "STALE", expect = FORBIDDEN, desc = "The mark is never seen: nothing is committed any more")
    @State
    public static class TheMarkIsSeenInTheEnd {

        private final Delivery delivery = Records.delivery();

        @Actor
        public void polling() {
            while (!delivery.isDone()) {}
        }

        @Signal
        public void worker() {
            delivery.done();
        }
    }

    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Full, or the place holds its new record")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "The worker took the new record for its own")
    @State
    public static class PlaceUsedAgain {

        private final Ledger ledger = new Ledger(new Records.HeldClaim(), FIRST_SIZE);
        private final Delivery first = fill(ledger)[0];

        @Actor
        public void worker() {
            first.done();
        }

        @Actor
        public void polling() {
            if (ledger.hasRoom()) {
                ledger.enter(Records.ANY, 0);
            }
        }

        @Arbiter
        public void afterwards(Z_Result holds) {
            boolean full = ledger.entered() == FIRST_SIZE;
            holds.r1 = full || first.takeRecord() == Records.ANY && !first.isDone();
        }
    }

    @JCStressTest
    @Outcome(id = "2, 65", expect = ACCEPTABLE, desc = "Both marks count, and nothing else does")
    @Outcome(expect = FORBIDDEN, desc = "Marks were lost, or made up, while the ledger grew")
    @State
    public static class GrowthAmongMarks {

        private final Ledger ledger = new Ledger(new Records.HeldClaim(), FIRST_SIZE * 2);
        private final Delivery[] deliveries = fill(ledger);

        @Actor
        public void worker() {
            // Out of order, so that the first mark is not counted before the second.
            deliveries[1].done();
            deliveries[0].done();
        }

        @Actor
        public void polling() {
            ledger.enter(Records.ANY, 0);
        }

        @Arbiter
        public void afterwards(II_Result done) {
            ledger.committable();
            done.r1 = (int) ledger.done();
            done.r2 = (int) ledger.entered();
        }
    }
}
