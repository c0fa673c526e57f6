package io.kafkadlq.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Signs of life of a source.
 *
 * @param name of its thread
 * @param alive whether that runs
 * @param sinceTurn time since it last asked for records
 * @param longestTurn after such a time its group takes it for dead
 * @param sinceAnswer time since Kafka last sent it anything; empty if it never has
 * @param lag records it has yet to read from the partition with most of them; empty if it has none or Kafka has not said
 */
public record SourceVitals(
        String name,
        boolean alive,
        Duration sinceTurn,
        Duration longestTurn,
        Optional<Duration> sinceAnswer,
        OptionalLong lag) {

    /** The greatest of several. */
    static OptionalLong lag(List<SourceVitals> sources) {
        return sources.stream()
                .map(SourceVitals::lag)
                .flatMapToLong(OptionalLong::stream)
                .max();
    }

    /** Whether it asks for records as often as it has to. */
    boolean polls() {
        return alive && sinceTurn.compareTo(longestTurn) < 0;
    }
}
