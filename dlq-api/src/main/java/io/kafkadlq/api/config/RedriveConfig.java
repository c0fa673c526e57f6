package io.kafkadlq.api.config;

import java.time.Duration;
import java.util.List;

/** How records are published again. */
public record RedriveConfig(
        @Setting(doc = "How often a record may be published again", byDefault = "3", min = "0", max = "1000")
        int maxCount,

        @Setting(
                doc = "Topics a record may be published to, names or pattern:<regex>; besides these only the topic"
                        + " that its dead-letter topic is named after, because a header is untrusted input")
        List<String> allowedTopics,

        @Setting(
                doc = "How long Kafka may take to acknowledge; the longest of all channels counts",
                byDefault = "PT30S",
                min = "PT0.1S",
                max = "PT10M")
        Duration timeout,

        @Setting(
                doc = "Most records a second that are published again, by whomever; 0: no limit",
                byDefault = "50",
                min = "0",
                max = "1000000")
        int recordsPerSecond) {

    public RedriveConfig {
        allowedTopics = List.copyOf(allowedTopics);
    }
}
