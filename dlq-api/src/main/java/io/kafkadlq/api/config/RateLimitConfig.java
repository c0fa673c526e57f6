package io.kafkadlq.api.config;

import java.time.Duration;
import java.util.Optional;

/** How many records a second the channel's handler gets at most. */
public record RateLimitConfig(
        @Setting(
                doc = "Most records a second for the handler; no limit if absent",
                min = "0.001",
                max = "10000000",
                live = true)
        Optional<Double> permitsPerSecond,

        @Setting(
                doc = "token-bucket: evenly, with bursts after a pause; sliding-window: never more in any window",
                byDefault = "token-bucket")
        RateLimitAlgorithm algorithm,

        @Setting(
                doc = "token-bucket: records that may come at once after a pause; a tenth of a second's if absent",
                min = "1",
                max = "10000000")
        Optional<Integer> burst,

        @Setting(doc = "sliding-window: its length", byDefault = "PT1S", min = "PT0.1S", max = "PT1H")
        Duration window) {}
