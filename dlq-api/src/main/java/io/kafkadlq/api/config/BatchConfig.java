package io.kafkadlq.api.config;

import java.time.Duration;

/**
 * How records are gathered before they are stored. A batch is written when it holds as many records as the present size
 * allows, when its oldest record has waited for {@code maxAge}, or when the stage drains. The present size moves between
 * the two bounds so that one write takes about {@code targetLatency}.
 */
public record BatchConfig(
        @Setting(
                doc = "Least size that the controller steers to",
                byDefault = "64",
                min = "1",
                max = "100000",
                live = true)
        int minSize,

        @Setting(
                doc = "Most records in one write to the store; while running it can be made less, not more",
                byDefault = "1000",
                min = "1",
                max = "100000",
                live = true)
        int maxSize,

        @Setting(
                doc = "How long one write to the store should take; the batch size is steered to it",
                byDefault = "PT0.1S",
                min = "PT0.001S",
                max = "PT1M")
        Duration targetLatency,

        @Setting(
                doc = "Longest that a record waits for its batch to fill while a writer is free; zero: not at all",
                byDefault = "PT0S",
                min = "PT0S",
                max = "PT10S")
        Duration maxAge,

        @Setting(doc = "Batches written at the same time", byDefault = "2", min = "1", max = "64")
        int writers,

        @Setting(
                doc = "First pause before a batch is offered again to a store that is away; doubles up to 1 s",
                byDefault = "PT0.1S",
                min = "PT0.01S",
                max = "PT10S")
        Duration retryPause) {

    private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

    /** Takes what has gathered as soon as a writer is free. */
    public static final BatchConfig DEFAULT =
            new BatchConfig(64, 1000, Duration.ofMillis(100), Duration.ZERO, 2, RETRY_PAUSE);

    /** Small batches, so that none waits long behind another. */
    public static final BatchConfig LOW_LATENCY =
            new BatchConfig(1, 100, Duration.ofMillis(5), Duration.ZERO, 4, RETRY_PAUSE);

    /** Large batches that wait a moment to fill: the fewest writes. */
    public static final BatchConfig HIGH_THROUGHPUT =
            new BatchConfig(500, 5000, Duration.ofMillis(500), Duration.ofMillis(20), 2, RETRY_PAUSE);
}
