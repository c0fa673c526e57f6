package io.kafkadlq.core.buffer;

import com.lmax.disruptor.dsl.ProducerType;

/** Who puts letters into a ring. With one publisher a claim needs no compare-and-set, but a second one corrupts it. */
public enum Publishers {
    /** One thread at a time, each handing over to the next with a happens-before edge. */
    ONE(ProducerType.SINGLE),
    /** Any number of threads at any time. */
    MANY(ProducerType.MULTI);

    private final ProducerType claims;

    Publishers(ProducerType claims) {
        this.claims = claims;
    }

    ProducerType claims() {
        return claims;
    }
}
