package io.kafkadlq.api.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What a channel is to reach. From it and from the machine follow the defaults of buffer, batches and processing; what
 * was chosen and why is said in the log at start.
 */
public record TuningConfig(
        @Setting(doc = "Defaults that suit one another; a goal below refines them", byDefault = "default")
        TuningPreset preset,

        @Setting(
                doc = "Goal: records a second that the channel must take; sizes buffer, batches and threads",
                min = "1",
                max = "10000000")
        Optional<Integer> recordsPerSecond,

        @Setting(
                doc = "Goal: the time in which a record should be durable; bounds batches and how long they fill",
                min = "PT0.001S",
                max = "PT1M")
        Optional<Duration> latency) {}
