package io.kafkadlq.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.kafka.ClientDefault.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {

    private static Map<String, Object> consumer(Map<String, String> user) {
        return new ClientSettings(user).consumer("dlq-orders", "dlq-orders-1");
    }

    @Test
    void shouldNotLetTheGuaranteesBeConfiguredAway() {
        var user = Map.of("enable.auto.commit", "true", "acks", "0", "enable.idempotence", "false", "group.id", "mine");

        assertThat(consumer(user)).containsEntry("enable.auto.commit", false).containsEntry("group.id", "dlq-orders");
        assertThat(new ClientSettings(user).producer("dlq-redrive", Duration.ofSeconds(30)))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true);
    }

    @Test
    void shouldLetEverythingElseBeConfigured() {
        assertThat(consumer(Map.of("max.poll.records", "7"))).containsEntry("max.poll.records", "7");
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void shouldLetEachDefaultBeOverridden(Client client) {
        ClientDefault.of(client).forEach((name, value) -> {
            assertThat(settings(client, Map.of())).containsEntry(name, value);
            assertThat(settings(client, Map.of(name, "else"))).containsEntry(name, "else");
        });
    }

    private static Map<String, Object> settings(Client client, Map<String, String> user) {
        return switch (client) {
            case CONSUMER -> consumer(user);
            case PRODUCER -> new ClientSettings(user).producer("dlq-redrive", Duration.ofSeconds(1));
            case ADMIN -> new ClientSettings(user).admin("dlq-payload");
        };
    }

    @Test
    void shouldBeStatedInTheProgrammingGuide() throws IOException {
        String table = ClientDefault.ALL.stream()
                .map(known -> "| `dlq.kafka.%s` | %s | `%s` | %s |%n"
                        .formatted(
                                known.name(),
                                known.client().name().toLowerCase(Locale.ROOT),
                                known.value(),
                                known.why()))
                .collect(Collectors.joining());

        assertThat(Files.readString(Path.of("..", "dlq-api", "README.md")))
                .as("paste this into the table of Kafka's properties:%n%n%s", table)
                .contains(table);
    }

    @Test
    void shouldKeepStaticMembersApart() {
        assertThat(consumer(Map.of("group.instance.id", "node-1")))
                .containsEntry("group.instance.id", "node-1-dlq-orders-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void shouldMakeClientsOfEitherGroupProtocol(String protocol) {
        var user = Map.of("bootstrap.servers", "127.0.0.1:1", "group.protocol", protocol);

        try (var consumer =
                        new KafkaConsumer<>(consumer(user), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(
                        new ClientSettings(user).producer("dlq-redrive", Duration.ofSeconds(1)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            assertThat(consumer.groupMetadata().groupId()).isEqualTo("dlq-orders");
            assertThat(producer.metrics()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void shouldMakeAConsumerOfNoGroupWhateverIsSetForGroups(String protocol) {
        var user = new HashMap<>(Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "group.protocol", protocol,
                "group.instance.id", "node-1",
                "interceptor.classes", "org.example.Missing",
                "share.acknowledgement.mode", "explicit"));
        if (protocol.equals("consumer")) {
            user.put("group.remote.assignor", "uniform");
        }

        try (var fetcher = new KafkaConsumer<>(
                new ClientSettings(user).fetcher("dlq-payload"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            assertThat(fetcher.assignment()).isEmpty();
        }
    }
}
