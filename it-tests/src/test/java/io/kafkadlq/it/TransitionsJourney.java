package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordAction;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators may do to a record of each status on the deployed product, and what they may not. */
interface TransitionsJourney {

    Duration PATIENCE = Duration.ofSeconds(60);
    String RECORDS = "/dlq/api/v1/records";

    Deployment deployment();

    @ParameterizedTest(name = "{0}")
    @EnumSource(DlqStatus.class)
    @DisplayName("Every action on a record of every status is done, or refused with what is possible instead")
    default void shouldDoWhatTheStatusAllowsAndNothingElse(DlqStatus status) throws Exception {
        var record = recordThatIs(status);

        for (RecordAction action : RecordAction.values()) {
            deployment().store().setStatus(id(record), status);
            var answer = ask(action, record);

            if (!action.isForPeople()) {
                assertThat(answer.status()).as("%s: %s", action, answer.body()).isEqualTo(404);
            } else if (action.isPossibleFrom(status)) {
                assertThat(answer.status()).as("%s: %s", action, answer.body()).isEqualTo(200);
                assertThat(shown(record).getString("status"))
                        .as(action.name())
                        .isEqualTo(action.to().name());
            } else {
                assertRefused(action, status, answer);
                assertThat(shown(record).getString("status")).as(action.name()).isEqualTo(status.name());
            }
        }
    }

    @Test
    @DisplayName("Who did what to a record, and what was refused, is in its audit trail")
    default void shouldAuditWhatOperatorsDo() {
        var record = taken();

        deployment().operator().post(path(record) + "/hold", "{\"reason\":\"until the fix\"}");
        ask(RecordAction.RETRY, record);
        ask(RecordAction.RELEASE, record);

        var trail = deployment()
                .operator()
                .get(path(record) + "/audit")
                .json()
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
        assertThat(trail)
                .extracting(entry ->
                        entry.getString("actor") + " " + entry.getString("action") + " " + entry.getString("result"))
                .containsExactly("olga RELEASE DONE", "olga RETRY REFUSED", "olga HOLD DONE");
        assertThat(trail.get(2).getJsonObject("details").getString("reason")).isEqualTo("until the fix");
    }

    @Test
    @DisplayName("A record says what was tried with it, what it waits for and what may be done")
    default void shouldShowWhatARecordWaitsFor() {
        var record = taken();
        ask(RecordAction.RETRY, record);

        var shown = shown(record);

        assertThat(allowed(shown)).containsExactly("expire", "retry", "redrive", "skip", "hold");
        assertThat(shown.getString("waiting")).isEqualTo("for a handler: this instance handles no channel default");
        assertThat(shown.getString("retriedBy")).isEqualTo("ANOTHER_INSTANCE");
        assertThat(shown.getInt("attempts")).isZero();
        assertThat(shown.getJsonArray("attemptHistory")).isEmpty();
    }

    @Test
    @DisplayName("A viewer changes no record, and nobody does without credentials or what the API does not know")
    default void shouldKeepViewersFromChangingRecords() {
        var path = path(taken());

        assertThat(deployment().viewer().post(path + "/skip").status()).isEqualTo(403);
        assertThat(deployment().anonymous().post(path + "/skip").status()).isEqualTo(401);
        assertThat(deployment().operator().get(path + "/skip").status()).isEqualTo(405);
        assertThat(deployment()
                        .operator()
                        .post(path + "/skip", "{\"outOfOrder\":true}")
                        .status())
                .isEqualTo(400);
        assertThat(deployment().operator().post(RECORDS + "/x/skip").status()).isEqualTo(404);
    }

    /** By what operators do, as far as that leads there; else by the hand of the store. */
    private JsonObject recordThatIs(DlqStatus status) throws Exception {
        var record = taken();
        var way =
                switch (status) {
                    case SKIPPED -> Optional.of(RecordAction.SKIP);
                    case ON_HOLD -> Optional.of(RecordAction.HOLD);
                    case EXPIRED -> Optional.of(RecordAction.EXPIRE);
                    case SUCCESS -> Optional.of(RecordAction.REDRIVE);
                    case PENDING, FAILED, RETRYING -> Optional.<RecordAction>empty();
                };
        if (way.isPresent()) {
            ask(way.get(), record);
        } else {
            deployment().store().setStatus(id(record), status);
        }
        assertThat(shown(record).getString("status")).isEqualTo(status.name());
        return record;
    }

    private static void assertRefused(RecordAction action, DlqStatus status, Rest.Answer answer) {
        assertThat(answer.status()).as("%s: %s", action, answer.body()).isEqualTo(409);
        assertThat(answer.json().getString("code")).isEqualTo("illegal-transition");
        if (action != RecordAction.REDRIVE) {
            assertThat(answer.json().getString("recordStatus")).isEqualTo(status.name());
            assertThat(allowed(answer.json()))
                    .containsExactlyElementsOf(RecordAction.allowedFrom(status).stream()
                            .map(TransitionsJourney::id)
                            .toList());
        }
    }

    /** A record of a dead letter that has just come, without a key: it waits for no other. */
    private JsonObject taken() {
        var topic = deployment().deadLetterTopic();
        var letter = Letter.spring(deployment().originTopic());
        long offset = new Kafka(deployment().broker().bootstrapServers())
                .send(new ProducerRecord<>(topic, null, (byte[]) null, letter.value(), letter.headers()));
        return await().atMost(PATIENCE)
                .until(() -> find(topic, offset), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonObject> find(String topic, long offset) {
        var answer = deployment().operator().get(RECORDS + "?limit=500&topic=" + topic);
        if (answer.status() >= 500) {
            return Optional.empty();
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(record -> record.getJsonObject("source").getInt("offset") == offset)
                .filter(record ->
                        record.getJsonObject("source").getString("topic").equals(topic))
                .findFirst();
    }

    private JsonObject shown(JsonObject record) {
        var answer = deployment().operator().get(path(record));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Rest.Answer ask(RecordAction action, JsonObject record) {
        return deployment().operator().post(path(record) + "/" + id(action));
    }

    private static List<String> allowed(JsonObject answer) {
        return answer.getJsonArray("allowed").getValuesAs(JsonString::getString);
    }

    private static String path(JsonObject record) {
        return RECORDS + "/" + id(record);
    }

    private static String id(JsonObject record) {
        return record.getString("id");
    }

    private static String id(RecordAction action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}
