package io.kafkadlq.api.config;

import java.time.Duration;

/** When so much of a source topic fails that somebody should know before the store is full of it. */
public record FloodGuardConfig(
        @Setting(
                doc = "Share of a source topic's records failing in the window from which on it is a flood; over below"
                        + " half of it",
                byDefault = "0.5",
                min = "0.01",
                max = "1.0")
        double failureRate,

        @Setting(
                doc = "Records of the topic in the window before the share counts",
                byDefault = "100",
                min = "1",
                max = "1000000000")
        int minimumRecords,

        @Setting(doc = "How far back it looks", byDefault = "PT1M", min = "PT1S", max = "PT1H")
        Duration window,

        @Setting(
                doc = "warn: says so in the log, the metrics and on the dashboard; pause: also pauses the channel until"
                        + " somebody resumes it",
                byDefault = "warn")
        FloodAction action) {}
