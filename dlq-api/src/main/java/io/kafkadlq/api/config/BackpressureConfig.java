package io.kafkadlq.api.config;

import java.time.Duration;

/** What happens to those who bring records faster than the store takes them. */
public record BackpressureConfig(
        @Setting(
                doc = "How long code that hands over a record waits for room before it is told to come back",
                byDefault = "PT10S",
                min = "PT0S",
                max = "PT10M")
        Duration submitTimeout) {}
