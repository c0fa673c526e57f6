package io.kafkadlq.kafka;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Records;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * A worker begins the second record of a partition while that is revoked: either it has begun, and then whoever revokes
 * waits for it and the one before it may begin as well; or it has not, and neither happens. Were it otherwise, two
 * consumers would work on a record at once, or the revocation would wait for somebody who never comes.
 */
@JCStressTest
@Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "Begun, waited for, and so is the one before")
@Outcome(id = "false, false, false", expect = ACCEPTABLE, desc = "Given back, and so is the one before")
@Outcome(id = "true, false, .*", expect = FORBIDDEN, desc = "Begun, and nobody waits for it")
@Outcome(expect = FORBIDDEN, desc = "Waits for nobody, or leaves a gap")
@State
public class RevocationStress {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final AssignedPartition partition = new AssignedPartition(PARTITION, 0, 64);
    private final Delivery before = partition.ledger().enter(Records.ANY, 0);
    private final Delivery delivery = partition.ledger().enter(Records.ANY, 0);

    @Actor
    public void worker(ZZZ_Result seen) {
        seen.r1 = delivery.start();
    }

    @Actor
    public void polling(ZZZ_Result seen) {
        partition.revoke();
        seen.r2 = partition.isUnderWay(true);
    }

    @Arbiter
    public void afterwards(ZZZ_Result seen) {
        seen.r3 = before.start();
    }
}
