package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dead letter's way through the deployed product, the same on every server. */
interface Journey {

    Duration PATIENCE = Duration.ofSeconds(60);
    String RECORDS = "/dlq/api/v1/records";
    String COUNTS = "/dlq/api/v1/counts";
    String CONFIGURATION = "/dlq/api/v1/configuration";

    Deployment deployment();

    @Test
    @DisplayName("A dead letter of each dialect is shown with its key, value and headers, to the byte")
    default void shouldShowDeadLettersAsTheyLieInTheTopic() {
        for (var letter : Letter.ofEachDialect(deployment().originTopic())) {
            long offset = kafka().send(letter.on(deployment().deadLetterTopic()));

            var record = await(letter.dialect())
                    .atMost(PATIENCE)
                    .until(() -> find(offset), Optional::isPresent)
                    .orElseThrow();

            assertThat(record.getJsonArray("dialects").getValuesAs(JsonString::getString))
                    .containsExactly(letter.dialect());
            var payload = deployment()
                    .admin()
                    .get(RECORDS + "/" + record.getString("id") + "/payload")
                    .json();
            assertThat(bytes(payload, "keyBase64")).isEqualTo(letter.key());
            assertThat(bytes(payload, "valueBase64")).isEqualTo(letter.value());
            assertThat(payload.getJsonArray("headers").getValuesAs(Journey::header))
                    .isEqualTo(texts(letter.headers()));
        }
    }

    @Test
    @DisplayName("A redrive puts the same bytes on the origin topic, with the record's id and a count")
    default void shouldRedriveTheSameBytes() {
        var letter = Letter.spring(deployment().originTopic());
        long offset = kafka().send(letter.on(deployment().deadLetterTopic()));
        var record = await().atMost(PATIENCE)
                .until(() -> find(offset), Optional::isPresent)
                .orElseThrow();

        var answer = deployment().admin().post(RECORDS + "/" + record.getString("id") + "/redrive");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var redriven = kafka().read(deployment().originTopic()).stream()
                .filter(message ->
                        record.getString("id").equals(text(message.headers().lastHeader("dlq-record-id"))))
                .toList();
        assertThat(redriven).hasSize(1);
        assertThat(redriven.get(0).key()).isEqualTo(letter.key());
        assertThat(redriven.get(0).value()).isEqualTo(letter.value());
        assertThat(text(redriven.get(0).headers().lastHeader("dlq-redrive-count")))
                .isEqualTo("1");
        assertThat(texts(List.of(redriven.get(0).headers().toArray())))
                .startsWith(texts(letter.own()).toArray(String[]::new));
    }

    @Test
    @DisplayName("A viewer is told how many dead letters there are, and of which kind")
    default void shouldCountDeadLetters() {
        long before = records("by=day");
        kafka().send(Letter.spring(deployment().originTopic()).on(deployment().deadLetterTopic()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(records("by=day")).isEqualTo(before + 1));

        // A filter that all pass has them counted one by one.
        assertThat(records("by=day&minAttempts=0&maxAttempts=1000000")).isEqualTo(before + 1);
        assertThat(counts("by=channel&topic=" + deployment().deadLetterTopic()))
                .extracting(group -> group.getString("channel"))
                .containsOnly("default");
        assertThat(deployment().viewer().get(COUNTS + "?by=topic").status()).isEqualTo(400);
    }

    private long records(String query) {
        return counts(query).stream()
                .mapToLong(group -> group.getJsonNumber("records").longValue())
                .sum();
    }

    private List<JsonObject> counts(String query) {
        var answer = deployment().viewer().get(COUNTS + "?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("groups").getValuesAs(JsonObject.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dlq/",
                "/dlq/api/v1",
                "/dlq/api/v1/",
                RECORDS,
                RECORDS + "/x/payload",
                COUNTS + "?by=status",
                "/dlq/api/v1/metrics",
                "/dlq/api/v1/health",
                "/dlq/api/v1/channels",
                "/dlq/api/v1/channels/default",
                CONFIGURATION,
                "/dlq/api/v1/problems"
            })
    @DisplayName("Nobody sees anything without credentials")
    default void shouldAskEverybodyForCredentials(String path) {
        assertThat(deployment().anonymous().get(path).status()).isEqualTo(401);
    }

    // Not for each path: after ten wrong passwords a user is not listened to for a minute.
    @ParameterizedTest
    @ValueSource(strings = {"/dlq/", RECORDS})
    @DisplayName("Nor with a guessed password")
    default void shouldRefuseGuessedPasswords(String path) {
        assertThat(deployment().anonymous().as("admin", "guess").get(path).status())
                .isEqualTo(401);
        assertThat(deployment().anonymous().as("mallory", "guess").get(path).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dlq/%61pi/v1/records",
                "/dlq/api/v1/%72ecords",
                "/dlq/api/v1/records;x=1",
                "/dlq/api;x=1/v1/records",
                "/dlq/index.html;x=1"
            })
    @DisplayName("Nor by writing the path so that a guard would not know it")
    default void shouldSeeThroughDisguisedPaths(String path) {
        assertThat(deployment().anonymous().get(path).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("A viewer sees the list, but neither payloads nor the effect of a redrive")
    default void shouldKeepViewersFromActing() {
        long offset = kafka().send(Letter.spring(deployment().originTopic())
                .on(deployment().deadLetterTopic()));
        var id = await().atMost(PATIENCE)
                .until(() -> find(offset), Optional::isPresent)
                .orElseThrow()
                .getString("id");

        var viewer = deployment().viewer();

        assertThat(viewer.get(RECORDS).status()).isEqualTo(200);
        assertThat(viewer.get(RECORDS + "/" + id + "/payload").status()).isEqualTo(403);
        assertThat(viewer.post(RECORDS + "/" + id + "/redrive").status()).isEqualTo(403);
        assertThat(deployment()
                        .anonymous()
                        .post(RECORDS + "/" + id + "/redrive")
                        .status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("An admin sees what is configured, by whichever way, but no password")
    default void shouldShowWhatIsConfigured() {
        var answer = deployment().admin().get(CONFIGURATION);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().getJsonArray("items").getValuesAs(JsonObject.class))
                .extracting(item -> item.getString("key") + "=" + item.getString("value"))
                .contains(
                        "dlq.drain-timeout=PT11S",
                        "dlq.lease=PT31S",
                        "dlq.node-id=" + deployment().name() + "-node",
                        "dlq.channel.default.dead-letter-topics=" + deployment().deadLetterTopic(),
                        "dlq.admin.password=***");
        assertThat(answer.body()).doesNotContain(Deployment.PASSWORD);
        assertThat(deployment().operator().get(CONFIGURATION).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("A redrive that another site made a browser send is refused, whoever is signed in")
    default void shouldRefuseWhatAnotherSiteSends() throws Exception {
        var admin = deployment().admin();
        var credentials = admin.credentials().orElseThrow().getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(admin.base().resolve(RECORDS + "/x/redrive"))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody())
                .build();

        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("cross-site");
        assertThat(admin.post(RECORDS + "/x/redrive").status()).isEqualTo(404);
    }

    private Kafka kafka() {
        return new Kafka(deployment().broker().bootstrapServers());
    }

    private Optional<JsonObject> find(long offset) {
        var answer = deployment()
                .admin()
                .get(RECORDS + "?limit=500&topic=" + deployment().deadLetterTopic());
        if (answer.status() >= 500) {
            return Optional.empty();
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(record -> record.getJsonObject("source").getInt("offset") == offset)
                .filter(record -> record.getJsonObject("source")
                        .getString("topic")
                        .equals(deployment().deadLetterTopic()))
                .findFirst();
    }

    private static byte[] bytes(JsonObject object, String field) {
        return object.getOrDefault(field, JsonValue.NULL) instanceof JsonString text
                ? Base64.getDecoder().decode(text.getString())
                : null;
    }

    private static String header(JsonValue header) {
        var value = bytes(header.asJsonObject(), "valueBase64");
        return header.asJsonObject().getString("name") + "="
                + (value == null ? null : Base64.getEncoder().encodeToString(value));
    }

    /** Comparable, duplicates and nulls told apart. */
    private static List<String> texts(List<Header> headers) {
        return headers.stream()
                .map(header -> header.key() + "="
                        + (header.value() == null ? null : Base64.getEncoder().encodeToString(header.value())))
                .toList();
    }

    private static String text(Header header) {
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
