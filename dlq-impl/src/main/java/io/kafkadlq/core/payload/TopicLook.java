package io.kafkadlq.core.payload;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What could be told of how long topics keep their records.
 *
 * @param hidden topics whose configuration we may not see
 */
public record TopicLook(List<Keeps> topics, List<String> hidden) {

    public TopicLook {
        topics = List.copyOf(topics);
        hidden = List.copyOf(hidden);
    }

    /**
     * What a topic keeps.
     *
     * @param age how long; empty if for ever
     * @param bytes how much of a partition; empty if without bound
     * @param compacts whether it drops a record for a later one of the same key
     */
    public record Keeps(String topic, Optional<Duration> age, OptionalLong bytes, boolean compacts) {}
}
