package io.kafkadlq.api.config;

/** Whether the server's own health has our checks in it. */
public record HealthConfig(
        @Setting(
                doc = "Whether the server's health has our checks in it, where it has MicroProfile Health;"
                        + " /dlq/api/v1/health always has them",
                byDefault = "true")
        boolean enabled) {}
