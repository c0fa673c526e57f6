package io.kafkadlq.api.config;

import java.time.Duration;

/** How long dead letters are kept. */
public record RetentionConfig(
        @Setting(
                doc = "Age at which a record that nobody resolved expires, unless it is on hold",
                byDefault = "P30D",
                min = "PT1S",
                max = "P36500D")
        Duration expireAfter,

        @Setting(
                doc = "How long a record that succeeded, was skipped or expired is kept after that",
                byDefault = "P90D",
                min = "PT1S",
                max = "P36500D")
        Duration purgeAfter) {}
