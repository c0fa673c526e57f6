package io.kafkadlq.core.config;

import io.kafkadlq.api.config.HealthConfig;
import io.kafkadlq.api.config.MetricsConfig;
import io.kafkadlq.api.config.Setting;
import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.config.TelemetryConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys that belong neither to a channel nor to a user, laid out as they are written. */
record RootSettings(
        @Setting(doc = "Names this instance among those that share a store; the host's name if absent")
        Optional<String> nodeId,

        @Setting(
                doc =
                        "Names of channels, without dots; there are also one called default and those that annotations name")
        List<String> channels,

        @Setting(
                doc = "How long a stop waits for records under way to be stored",
                byDefault = "PT10S",
                min = "PT0S",
                max = "PT10M")
        Duration drainTimeout,

        @Setting(
                doc =
                        "How long after its last sign of life an instance keeps the dead letters it is retrying; then others"
                                + " retry them",
                byDefault = "PT30S",
                min = "PT1S",
                max = "PT1H")
        Duration lease,

        AdminSettings admin,
        SecuritySettings security,
        StoreConfig store,
        MetricsConfig metrics,
        HealthConfig health,
        TelemetryConfig telemetry) {

    static final String PREFIX = "dlq";

    /** The one user who is always there. */
    record AdminSettings(
            @Setting(
                    doc = "Password of the user admin; a random one is made at start and printed once if absent",
                    secret = true)
            Optional<String> password) {}

    /** The names by which further users are looked up. */
    record SecuritySettings(
            @Setting(doc = "Names of further users") List<String> users) {}
}
