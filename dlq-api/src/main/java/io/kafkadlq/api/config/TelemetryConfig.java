package io.kafkadlq.api.config;

/** Whether attempts and redrives are noted as spans. */
public record TelemetryConfig(
        @Setting(
                doc =
                        "Whether each attempt and each redrive is a span, linked to the trace of the original record, where"
                                + " the server has OpenTelemetry",
                byDefault = "true")
        boolean enabled) {}
