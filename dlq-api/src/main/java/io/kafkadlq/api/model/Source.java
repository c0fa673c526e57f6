package io.kafkadlq.api.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Where we read a record: the position that makes it unique within its channel, so that a redelivery is recognised.
 *
 * @param topic the topic we read, empty for a record that no topic holds
 * @param timestampMillis the record's timestamp there, in milliseconds since the epoch
 */
public record Source(String topic, int partition, long offset, long timestampMillis) {

    private static final Source NONE = new Source("", -1, -1, -1);

    /** For a record made in code: no Kafka position, so nothing but its id makes it unique. */
    public static Source none() {
        return NONE;
    }

    public boolean isKnown() {
        return partition >= 0 && offset >= 0;
    }

    /** Empty for a record without a timestamp, as old brokers write them. */
    public Optional<Instant> timestamp() {
        return timestampMillis < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(timestampMillis));
    }

    /** As operators write it: {@code orders-dlt-3@18842}. */
    @Override
    public String toString() {
        return isKnown() ? topic + "-" + partition + "@" + offset : "(no position)";
    }
}
