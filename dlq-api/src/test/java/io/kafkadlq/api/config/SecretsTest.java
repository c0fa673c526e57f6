package io.kafkadlq.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Configurations end up in logs and stack traces. */
class SecretsTest {

    @Test
    void shouldNotShowSecrets() {
        var secret = Optional.of("s3cret");
        var config = new DlqConfig(
                "node-1",
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                new StoreConfig(
                        "jpa",
                        Optional.empty(),
                        SchemaManagement.VALIDATE,
                        new JdbcConfig(
                                Optional.empty(), Optional.of("sa"), secret, 8, CopyMode.AUTO, Partitioning.NONE)),
                new SecurityConfig(secret, Map.of("ann", new UserConfig(secret, List.of("viewer")))),
                new MetricsConfig(true),
                new HealthConfig(true),
                new TelemetryConfig(true),
                Map.of(),
                Map.of("sasl.jaas.config", "password=s3cret"));

        assertThat(config.toString())
                .doesNotContain("s3cret")
                .contains("node-1", "sa", "ann", "viewer", "sasl.jaas.config");
    }
}
