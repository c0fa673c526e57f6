package io.kafkadlq.core.delivery;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records and deliveries for races: as light as can be, for a race makes millions of them. */
public final class Records {

    /** As good as any other: no race looks into it. */
    public static final ConsumerRecord<byte[], byte[]> ANY = new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[0]);

    private Records() {}

    /** One that belongs to a claim that is never revoked. */
    public static Delivery delivery() {
        return new Delivery(new HeldClaim());
    }

    /** A claim that is never revoked. */
    static final class HeldClaim implements Claim {

        @Override
        public int number() {
            return 0;
        }

        @Override
        public long lastToBegin() {
            return ALL;
        }

        @Override
        public void noteHandled() {}

        @Override
        public void noteFailure() {}
    }
}
