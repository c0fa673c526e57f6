package io.kafkadlq.api.config;

import java.util.List;
import java.util.Optional;

/** A named flow of dead letters. */
public record ChannelConfig(
        @Setting(doc = "Topics to take dead letters from, names or pattern:<regex>; none: only from code")
        List<String> deadLetterTopics,

        @Setting(doc = "Consumer group that reads them; dlq-<channel> if absent")
        Optional<String> consumerGroup,

        @Setting(
                doc = "Consumers on this instance; 0 leaves the topics to other instances",
                byDefault = "1",
                min = "0",
                max = "64")
        int consumers,

        @Setting(
                doc = "What is handled strictly one after another: the records of a key, of a partition, or nothing",
                byDefault = "key")
        ProcessingOrder order,

        @Setting(doc = "Whether the channel starts paused, to be resumed by hand", byDefault = "false", live = true)
        boolean initiallyPaused,

        @Setting(doc = "Headers that records can be found by, 16 names at the most")
        List<String> indexedHeaders,

        TuningConfig tuning,
        BufferConfig buffer,
        BatchConfig batch,
        ProcessingConfig processing,
        BackpressureConfig backpressure,
        RateLimitConfig rateLimit,
        CircuitBreakerConfig circuitBreaker,
        FloodGuardConfig floodGuard,
        PayloadConfig payload,
        RetryConfig retry,
        RetentionConfig retention,
        RedriveConfig redrive) {

    public ChannelConfig {
        deadLetterTopics = List.copyOf(deadLetterTopics);
        indexedHeaders = List.copyOf(indexedHeaders);
    }
}
