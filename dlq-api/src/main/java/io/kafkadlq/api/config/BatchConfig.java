package io.kafkadlq.api.config;

import java.time.Duration;

/** How records are gathered before they are stored. */
public record BatchConfig(
        @Setting(doc = "Most records in one write to the store", byDefault = "1000", min = "1", max = "100000")
        int maxSize,

        @Setting(doc = "Batches written at the same time", byDefault = "2", min = "1", max = "64")
        int writers,

        @Setting(
                doc = "First pause before a batch is offered again to a store that is away; doubles up to 10 s",
                byDefault = "PT0.1S",
                min = "PT0.01S",
                max = "PT10S")
        Duration retryPause) {}
