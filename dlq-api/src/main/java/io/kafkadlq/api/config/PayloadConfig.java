package io.kafkadlq.api.config;

/** What is kept of the bytes of dead letters. */
public record PayloadConfig(
        @Setting(
                doc =
                        "What the store keeps of key, value and headers: full; reference (the key; value and headers are fetched"
                                + " from the topic when needed, as long as it has them); none (only sizes: no retry, no redrive)",
                byDefault = "full")
        PayloadStore store) {}
