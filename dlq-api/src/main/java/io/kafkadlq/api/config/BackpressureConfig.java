package io.kafkadlq.api.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What happens to those who bring records faster than they can be stored or handled. Kafka's partitions are paused; code
 * that hands records over waits, and is told when it would be worth trying again. Nothing is dropped.
 */
public record BackpressureConfig(
        @Setting(
                doc = "How long code that hands over a record waits for room before it is told to come back",
                byDefault = "PT10S",
                min = "PT0S",
                max = "PT10M")
        Duration submitTimeout,

        @Setting(
                doc = "How much is let in: threshold, adaptive, or the name of a BackpressureStrategy",
                byDefault = "threshold")
        String strategy,

        @Setting(
                doc =
                        "Most records taken in for the store and not durable, and most for the handler and not done; never"
                                + " exceeded. At least twice buffer.size if not set",
                byDefault = "100000",
                min = "64",
                max = "10000000")
        int maxPending,

        @Setting(
                doc = "Share of max-pending, or of the ring, from which on nothing more is let in",
                byDefault = "0.9",
                min = "0.01",
                max = "1.0")
        double highWatermark,

        @Setting(
                doc =
                        "Share at or below which records are let in again; less than high-watermark, half of it if not set so",
                byDefault = "0.5",
                min = "0.0",
                max = "0.99")
        double lowWatermark,

        @Setting(doc = "Share of the machine's CPU that counts as overload; none if absent", min = "0.1", max = "1.0")
        Optional<Double> maxCpu,

        @Setting(
                doc = "Share of the heap in use after a collection that counts as overload",
                byDefault = "0.95",
                min = "0.1",
                max = "1.0")
        double maxHeap,

        @Setting(
                doc =
                        "Share of failures that counts as overload; if absent, half for the adaptive strategy and none for"
                                + " threshold",
                min = "0.01",
                max = "1.0")
        Optional<Double> maxErrorRate,

        @Setting(
                doc = "Time from intake to outcome from which on the adaptive strategy lets in less; at least twice the"
                        + " handler's own",
                byDefault = "PT1S",
                min = "PT0.001S",
                max = "PT10M")
        Duration targetTime,

        @Setting(
                doc = "How far back times and failures are looked at",
                byDefault = "PT2S",
                min = "PT0.5S",
                max = "PT5M")
        Duration window) {}
