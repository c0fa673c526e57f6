package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.EffectiveSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shown of a configuration. */
class InEffectTest {

    private static Map<String, EffectiveSetting> shown(Map<String, String> settings) {
        var reader = new ConfigReader(
                key -> Optional.ofNullable(settings.get(key)),
                List.of("bootstrap.servers", "sasl.jaas.config", "ssl.key.password"),
                List.of());
        return InEffect.of(reader.read().config()).all().stream()
                .collect(Collectors.toMap(EffectiveSetting::key, setting -> setting));
    }

    private static String value(Map<String, String> settings, String key) {
        return shown(settings).get(key).value();
    }

    @Test
    void shouldShowEachKeyThereIs() {
        var shown = shown(
                Map.of("dlq.channels", "orders", "dlq.security.users", "ann", "dlq.security.user.ann.password", "x"));

        assertThat(shown.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        KnownKeys.of(List.of("default", "orders"), List.of("ann"), List.of()).keys().stream()
                                .filter(key -> !key.startsWith("dlq.channel-defaults."))
                                .toList());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("io.kafkadlq.core.config.ConfigKeysTest#everyKey")
    void shouldShowWhatWouldBeReadAsTheSame(String key, String value) {
        var settings = new HashMap<>(Map.of(key, value, "dlq.security.user.ann.password", "needed if ann is named"));
        String ofChannel = key.replace("dlq.channel-defaults.", "dlq.channel.default.");
        EffectiveSetting shown = shown(settings).get(ofChannel);
        if (shown.secret()) {
            assertThat(shown.value()).isEqualTo(EffectiveSetting.MASK);
            return;
        }

        settings.remove(key);
        settings.put(ofChannel, shown.value());

        assertThat(shown(settings).get(ofChannel)).isEqualTo(shown);
        assertThat(shown.value()).isNotEqualTo(value(Map.of(), ofChannel));
    }

    @Test
    void shouldShowNoSecret() {
        var settings = Map.of(
                "dlq.admin.password", "open sesame",
                "dlq.store.jdbc.password", "open sesame",
                "dlq.store.jdbc.url", "jdbc:postgresql://db/dlq?user=dlq&password=open sesame",
                "dlq.security.users", "ann",
                "dlq.security.user.ann.password", "open sesame",
                "dlq.kafka.sasl.jaas.config", "open sesame",
                "dlq.kafka.ssl.key.password", "open sesame",
                "dlq.kafka.bootstrap.servers", "localhost:1");

        var shown = shown(settings);

        assertThat(shown.values().toString()).doesNotContain("open sesame");
        assertThat(shown.get("dlq.store.jdbc.url").value()).isEqualTo("jdbc:postgresql://db/dlq");
        assertThat(shown.get("dlq.kafka.sasl.jaas.config").value()).isEqualTo("***");
        assertThat(shown.get("dlq.kafka.bootstrap.servers").value()).isEqualTo("localhost:1");
        assertThat(value(Map.of(), "dlq.admin.password")).isEmpty();
    }

    @Test
    void shouldMaskWhateverKafkaItselfKeepsSecret() {
        var secrets = Stream.of(ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef())
                .flatMap(definition -> definition.configKeys().values().stream())
                .filter(key -> key.type == ConfigDef.Type.PASSWORD)
                .map(key -> key.name);

        assertThat(secrets).isNotEmpty().allMatch(InEffect::isSecretOfKafka);
    }
}
