package io.kafkadlq.kafka;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Records;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A worker starts on a record while its partition is revoked: either it sees the revocation and lets be, or whoever
 * revokes sees that it has started and waits for it. Were neither so, two consumers would work on the record at once.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Started, and waited for")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Not started")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Not started in the end: the other waits for a moment")
@Outcome(id = "true, false", expect = FORBIDDEN, desc = "Started, and nobody waits for it")
@State
public class RevocationStress {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final AssignedPartition partition = new AssignedPartition(PARTITION, 0, 64);
    private final Delivery delivery = partition.ledger().enter(Records.ANY, 0);

    @Actor
    public void worker(ZZ_Result seen) {
        seen.r1 = delivery.start();
    }

    @Actor
    public void polling(ZZ_Result seen) {
        partition.revoke();
        seen.r2 = partition.ledger().isAnyStarted();
    }
}
