package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How channels are seen and switched on the deployed product, and what applications are told of it. */
interface FlowJourney {

    Duration PATIENCE = Duration.ofSeconds(60);
    String CHANNELS = "/dlq/api/v1/channels";
    String CHANNEL = CHANNELS + "/default";

    Deployment deployment();

    /** Puts an application that observes events beside the product, or into it. */
    void deployWatcher();

    /** Puts beans that handle records into the product, configured so. */
    void deployHandlers(Map<String, String> settings);

    /** Puts the product back as it is delivered. */
    void deployAlone();

    /** What that application has observed. */
    Rest.Answer seen();

    @Test
    @DisplayName("A viewer sees how channels do, but may not switch them")
    default void shouldKeepViewersFromSwitchingChannels() {
        var viewer = deployment().viewer();

        var channels = viewer.get(CHANNELS);

        assertThat(channels.status()).as(channels.body()).isEqualTo(200);
        assertThat(channels.json().getJsonArray("items").getValuesAs(JsonObject.class))
                .extracting(channel -> channel.getString("name"))
                .containsExactly("default");
        assertThat(viewer.get("/dlq/api/v1/problems").status()).isEqualTo(200);
        assertThat(viewer.get("/dlq/api/v1/metrics").body()).contains("dlq_backpressure_state{channel=\"default\",");
        assertThat(viewer.post(CHANNEL + "/pause").status()).isEqualTo(403);
        assertThat(viewer.post(CHANNEL + "/resume").status()).isEqualTo(403);
        assertThat(viewer.put(CHANNEL + "/rate-limit", "{\"permitsPerSecond\":1}")
                        .status())
                .isEqualTo(403);
        assertThat(viewer.delete(CHANNEL + "/rate-limit").status()).isEqualTo(403);
        assertThat(viewer.put(CHANNEL + "/batch", "{\"minSize\":1,\"maxSize\":10}")
                        .status())
                .isEqualTo(403);
        assertThat(viewer.delete(CHANNEL + "/batch").status()).isEqualTo(403);
        assertThat(deployment().anonymous().post(CHANNEL + "/pause").status()).isEqualTo(401);
    }

    @Test
    @DisplayName("An operator pauses a channel, which is said to be a problem until it is resumed")
    default void shouldPauseAndResumeAChannel() {
        var operator = deployment().operator();
        try {
            var paused = operator.post(CHANNEL + "/pause");

            assertThat(paused.status()).as(paused.body()).isEqualTo(200);
            assertThat(paused.json().getString("state")).isEqualTo("PAUSED");
            assertThat(problems()).contains("channel-paused");
        } finally {
            operator.post(CHANNEL + "/resume");
        }
        assertThat(operator.get(CHANNEL).json().getString("state")).isEqualTo("RUNNING");
        assertThat(problems()).doesNotContain("channel-paused");
    }

    @Test
    @DisplayName("An operator bounds a channel's batches, and brings back what is configured")
    default void shouldBoundBatches() {
        var operator = deployment().operator();
        try {
            var bounded = operator.put(CHANNEL + "/batch", "{\"minSize\":1,\"maxSize\":10}");

            assertThat(bounded.status()).as(bounded.body()).isEqualTo(200);
            assertThat(operator.get(CHANNEL).json().getJsonObject("batch"))
                    .hasToString("{\"minSize\":1,\"maxSize\":10}");
            assertThat(operator.put(CHANNEL + "/batch", "{\"minSize\":1,\"maxSize\":1000000}")
                            .status())
                    .isEqualTo(400);
        } finally {
            assertThat(operator.delete(CHANNEL + "/batch").json().getJsonObject("batch"))
                    .hasToString("{\"minSize\":64,\"maxSize\":1000}");
        }
    }

    @Test
    @DisplayName("What cannot be switched is refused with what there is instead")
    default void shouldRefuseWhatCannotBeSwitched() {
        var operator = deployment().operator();

        var unknown = operator.post(CHANNELS + "/defualt/pause");
        var noHandler = operator.put(CHANNEL + "/rate-limit", "{\"permitsPerSecond\":1}");
        var noRate = operator.put(CHANNEL + "/rate-limit", "{\"permitsPerSecond\":0}");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().getJsonArray("channels").getValuesAs(JsonString::getString))
                .containsExactly("default");
        assertThat(noHandler.status()).isEqualTo(409);
        assertThat(noHandler.json().getString("code")).isEqualTo("no-handler");
        assertThat(operator.delete(CHANNEL + "/rate-limit").status()).isEqualTo(409);
        assertThat(noRate.status()).isEqualTo(400);
    }

    @Test
    @DisplayName("An application observes that a channel is paused and resumed, and that a record of it is stored")
    default void shouldTellApplicationsWhatHappensToChannels() {
        deployWatcher();
        try {
            await().atMost(PATIENCE)
                    .until(() ->
                            deployment().operator().post(CHANNEL + "/pause").status() == 200);
            deployment().operator().post(CHANNEL + "/resume");
            new Kafka(deployment().broker().bootstrapServers())
                    .send(Letter.spring(deployment().originTopic())
                            .on(deployment().deadLetterTopic()));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(seen().body().lines())
                            .containsExactlyInAnyOrder(
                                    "observed ChannelPaused of default",
                                    "observed later ChannelPaused of default",
                                    "observed ChannelResumed of default",
                                    "observed RecordStored of default"));
        } finally {
            deployAlone();
        }
    }

    @Test
    @DisplayName(
            "What a bean fails on, called by us or by others, is a dead letter; its retry calls the bean and succeeds")
    default void shouldRetryWhatBeansFailOn() {
        var topic = deployment().originTopic() + "-parcels";
        deployment().broker().createTopics(1, topic);
        deployHandlers(Map.of(
                "dlq.channel.parcels.processing.topics", topic, "dlq.channel-defaults.retry.backoff", "fixed:PT0.5S"));
        try {
            new Kafka(deployment().broker().bootstrapServers())
                    .send(new ProducerRecord<>(topic, 0, new byte[] {1}, "a book".getBytes(StandardCharsets.UTF_8)));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(handled())
                    .containsExactlyInAnyOrder("parcels SUCCESS", "labels SUCCESS"));
        } finally {
            deployAlone();
        }
    }

    /** The records of channels with handlers, each as its channel and status. */
    private List<String> handled() {
        var answer = deployment().viewer().get(Journey.RECORDS + "?limit=500");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(record -> record.getString("channel") + " " + record.getString("status"))
                .filter(record -> !record.startsWith("default "))
                .toList();
    }

    private List<String> problems() {
        return deployment()
                .viewer()
                .get("/dlq/api/v1/problems")
                .json()
                .getJsonArray("items")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(problem -> problem.getString("code"))
                .toList();
    }
}
