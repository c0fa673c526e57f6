package io.kafkadlq.api.config;

/** Whether the server's own metrics show ours. */
public record MetricsConfig(
        @Setting(
                doc = "Whether metrics are shown by the server too, where it has MicroProfile Metrics or Micrometer;"
                        + " /dlq/api/v1/metrics always has them",
                byDefault = "true")
        boolean enabled) {}
