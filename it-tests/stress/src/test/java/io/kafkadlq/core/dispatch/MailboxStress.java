package io.kafkadlq.core.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Records;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.LLI_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Additions against each other, and against the worker that takes or leaves. */
public class MailboxStress {

    private static final int CAPACITY = 8;

    /** At most as many as a race adds: a chain that runs into a circle is told by its length. */
    private static int count(Delivery first) {
        int count = 0;
        for (Delivery next = first; next != null && count <= CAPACITY; next = next.next()) {
            count++;
        }
        return count;
    }

    /** A mailbox whose worker is there and has nothing. */
    private static Mailbox attended() {
        var mailbox = new Mailbox(CAPACITY);
        mailbox.takeAll();
        return mailbox;
    }

    @JCStressTest
    @Outcome(id = "WAKE, WAITING, 2", expect = ACCEPTABLE, desc = "The first wakes the lane for both")
    @Outcome(id = "WAITING, WAKE, 2", expect = ACCEPTABLE, desc = "The second wakes the lane for both")
    @Outcome(expect = FORBIDDEN, desc = "Woken twice or never, or one is lost")
    @State
    public static class TwoAddAtRest {

        private final Mailbox mailbox = new Mailbox(CAPACITY);
        private final Delivery one = Records.delivery();
        private final Delivery other = Records.delivery();

        @Actor
        public void first(LLI_Result seen) {
            seen.r1 = mailbox.add(one);
        }

        @Actor
        public void second(LLI_Result seen) {
            seen.r2 = mailbox.add(other);
        }

        @Arbiter
        public void afterwards(LLI_Result seen) {
            seen.r3 = count(mailbox.takeAll());
        }
    }

    @JCStressTest
    @Outcome(id = "WAITING, stayed", expect = ACCEPTABLE, desc = "The worker is still there")
    @Outcome(id = "WAKE, rested", expect = ACCEPTABLE, desc = "The worker has left: another is called")
    @Outcome(id = "WAITING, rested", expect = FORBIDDEN, desc = "The wake-up is lost")
    @Outcome(id = "WAKE, stayed", expect = FORBIDDEN, desc = "Two workers on one lane")
    @State
    public static class AddAgainstRest {

        private final Mailbox mailbox = attended();
        private final Delivery delivery = Records.delivery();

        @Actor
        public void adding(LL_Result seen) {
            seen.r1 = mailbox.add(delivery);
        }

        @Actor
        public void worker(LL_Result seen) {
            seen.r2 = mailbox.rest() ? "rested" : "stayed";
        }
    }

    @JCStressTest
    @Outcome(id = "1, 2, 3", expect = ACCEPTABLE, desc = "One was taken, two came after")
    @Outcome(id = "2, 1, 3", expect = ACCEPTABLE, desc = "Two were taken, one came after")
    @Outcome(expect = FORBIDDEN, desc = "Deliveries are lost, doubled or linked in a circle")
    @State
    public static class NodeUsedAgainUnderAnAddition {

        private final Mailbox mailbox = attended();
        private final Delivery used = Records.delivery();
        private final Delivery added = Records.delivery();

        public NodeUsedAgainUnderAnAddition() {
            mailbox.add(used);
        }

        @Actor
        public void adding() {
            mailbox.add(added);
        }

        /** The worker, and behind it the thread that polls and fills the same delivery again. */
        @Actor
        public void takingAndUsingAgain(III_Result seen) {
            seen.r1 = count(mailbox.takeAll());
            mailbox.add(used);
        }

        @Arbiter
        public void afterwards(III_Result seen) {
            seen.r2 = count(mailbox.takeAll());
            seen.r3 = seen.r1 + seen.r2;
        }
    }
}
