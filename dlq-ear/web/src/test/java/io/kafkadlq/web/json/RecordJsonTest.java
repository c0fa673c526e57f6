package io.kafkadlq.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.Retrier;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.Attempt.Outcome;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.model.Text;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    private static final RecordId ID = RecordId.parse("01a2049f-d9fe-7081-9b3d-487bf0895500");

    private static final Outlook UNTRIED =
            new Outlook(List.of(), 0, Retrier.NOBODY, ProcessingOrder.KEY, Instant.EPOCH);

    @Nested
    class WhenNothingIsKnown {

        private final DlqRecord unknown = DlqRecord.builder(
                        ID, "default", Payload.withoutValue(null, DlqHeaders.none(), PayloadState.MISSING))
                .build();

        @Test
        void shouldKeepEveryFieldAsNull() {
            JsonObject json = RecordJson.full(unknown.summary(), UNTRIED);

            assertThat(json.keySet())
                    .containsExactly(
                            "id",
                            "channel",
                            "status",
                            "errorType",
                            "source",
                            "origin",
                            "dialects",
                            "problems",
                            "failure",
                            "attempts",
                            "redriveCount",
                            "nextAttemptAt",
                            "createdAt",
                            "updatedAt",
                            "version",
                            "payload",
                            "allowed",
                            "waiting",
                            "sequence",
                            "retriedBy",
                            "attemptHistory");
            assertThat(json.get("sequence")).isEqualTo(JsonValue.NULL);
            assertThat(json.getJsonObject("source").values()).hasSize(4).containsOnly(JsonValue.NULL);
            assertThat(json.getJsonObject("origin").values()).hasSize(5).containsOnly(JsonValue.NULL);
            assertThat(json.getJsonObject("failure").values()).hasSize(6).containsOnly(JsonValue.NULL);
            assertThat(json.get("nextAttemptAt")).isEqualTo(JsonValue.NULL);
            assertThat(json.getJsonObject("payload").toString())
                    .isEqualTo("{\"state\":\"MISSING\",\"keyBytes\":null,\"valueBytes\":null}");
        }

        @Test
        void shouldTellNullsFromEmptyBytesInThePayload() {
            var headers = new DlqHeaders.Builder()
                    .add("twice", new byte[] {1})
                    .add("twice", null)
                    .add("empty", new byte[0])
                    .build();

            var record = DlqRecord.builder(ID, "default", Payload.of(null, new byte[0], headers))
                    .problems(List.of("odd"))
                    .build();

            JsonObject json = PayloadJson.of(record);

            assertThat(json.toString())
                    .isEqualTo("{\"state\":\"FULL\",\"keyBase64\":null,\"valueBase64\":\"\",\"headers\":["
                            + "{\"name\":\"twice\",\"valueBase64\":\"AQ==\"},"
                            + "{\"name\":\"twice\",\"valueBase64\":null},"
                            + "{\"name\":\"empty\",\"valueBase64\":\"\"}],\"problems\":[\"odd\"]}");
        }
    }

    @Nested
    class WhenAllIsKnown {

        private final DlqRecord known = DlqRecord.builder(
                        ID, "orders", Payload.of(new byte[3], new byte[7], DlqHeaders.none()))
                .source(new Source("orders.DLT", 2, 9_007_199_254_740_993L, 0))
                .origin(Origin.unknown()
                        .withTopic("orders")
                        .withPartition(1)
                        .withOffset(5)
                        .withGroup("billing"))
                .failure(Failure.unexplained()
                        .withMessage(Text.of("says \"no\"\n</script>"))
                        .withStackTrace(Text.of("at a.B.c"))
                        .withDeliveries(3))
                .problems(List.of("a header was cut"))
                .build();

        @Test
        void shouldWriteItExactly() {
            JsonObject json = RecordJson.full(known.summary(), UNTRIED);

            assertThat(json.getJsonObject("source").toString())
                    .isEqualTo("{\"topic\":\"orders.DLT\",\"partition\":2,\"offset\":9007199254740993,"
                            + "\"timestamp\":\"1970-01-01T00:00:00Z\"}");
            assertThat(json.getJsonObject("failure").getInt("deliveries")).isEqualTo(3);
            assertThat(json.getJsonObject("failure").getString("message")).isEqualTo("says \"no\"\n</script>");
            assertThat(json.getJsonArray("problems").getString(0)).isEqualTo("a header was cut");
        }

        @Test
        void shouldLeaveTheStackTraceOutOfLists() {
            assertThat(RecordJson.full(known.summary(), UNTRIED).getJsonObject("failure"))
                    .containsKey("stackTrace");
            assertThat(RecordJson.brief(known.summary()).getJsonObject("failure"))
                    .doesNotContainKey("stackTrace");
        }
    }

    @Nested
    class WhenItWasTried {

        private final DlqRecord waiting = DlqRecord.builder(
                        ID, "orders", Payload.of(new byte[3], new byte[7], DlqHeaders.none()))
                .status(DlqStatus.FAILED)
                .sequence(new Sequence(5, 4))
                .build();

        private JsonObject shown(List<Attempt> attempts) {
            return RecordJson.full(
                    waiting.summary(),
                    new Outlook(attempts, 2, Retrier.THIS_INSTANCE, ProcessingOrder.KEY, Instant.EPOCH));
        }

        private Attempt attempt(int number, Outcome outcome) {
            return new Attempt(number, Instant.EPOCH, Duration.ofMillis(1500), "node-1", outcome);
        }

        @Test
        void shouldSayWhatMayBeDoneAndWhoIsBefore() {
            JsonObject json = shown(List.of());

            assertThat(json.getJsonArray("allowed"))
                    .hasToString("[\"expire\",\"retry\",\"redrive\",\"skip\",\"hold\"]");
            assertThat(json.getJsonObject("sequence"))
                    .hasToString("{\"ahead\":2,\"waitsFor\":\"2 earlier records of its key are unresolved\"}");
            assertThat(json.getString("retriedBy")).isEqualTo("THIS_INSTANCE");
            assertThat(json.getInt("attempts")).isZero();
        }

        @Test
        void shouldWriteEachWayAnAttemptCanEnd() {
            var failure = Failure.of(new IllegalStateException("no", new IOException("gone")));

            var history = shown(List.of(
                            attempt(4, new Outcome.Succeeded()),
                            attempt(3, new Outcome.Postponed(Instant.EPOCH)),
                            attempt(2, new Outcome.GivenUp("no such customer")),
                            attempt(1, new Outcome.Failed(failure))))
                    .getJsonArray("attemptHistory");

            assertThat(history.get(3))
                    .hasToString("{\"number\":1,\"startedAt\":\"1970-01-01T00:00:00Z\",\"took\":\"PT1.5S\","
                            + "\"node\":\"node-1\",\"outcome\":\"FAILED\","
                            + "\"exceptionClass\":\"java.lang.IllegalStateException\","
                            + "\"rootCauseClass\":\"java.io.IOException\",\"message\":\"no\","
                            + "\"until\":null,\"reason\":null}");
            assertThat(history.getJsonObject(2).getString("outcome")).isEqualTo("GIVEN_UP");
            assertThat(history.getJsonObject(2).getString("reason")).isEqualTo("no such customer");
            assertThat(history.getJsonObject(1).getString("outcome")).isEqualTo("POSTPONED");
            assertThat(history.getJsonObject(1).getString("until")).isEqualTo("1970-01-01T00:00:00Z");
            assertThat(history.getJsonObject(0).getString("outcome")).isEqualTo("SUCCEEDED");
        }

        @Test
        void shouldShowTheLatestOfVeryManyAttempts() {
            var many = Collections.nCopies(5000, attempt(1, new Outcome.Succeeded()));

            assertThat(shown(many).getJsonArray("attemptHistory")).hasSize(100);
        }
    }
}
