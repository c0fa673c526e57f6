package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeResult.Reason;
import io.kafkadlq.api.ChangeResult.Refused;
import io.kafkadlq.api.Retrier;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.web.json.Outlook;
import io.kafkadlq.web.json.RecordJson;
import io.kafkadlq.web.problem.Problem;
import io.kafkadlq.web.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API says of each action on a record of each status. */
class TransitionAnswersTest {

    private static final RecordId ID = RecordId.parse("01a2049f-d9fe-7081-9b3d-487bf0895500");

    static Stream<Arguments> all() {
        return Arrays.stream(DlqStatus.values())
                .flatMap(status -> Arrays.stream(RecordAction.values()).map(action -> Arguments.of(action, status)));
    }

    static Stream<Arguments> illegal() {
        return all().filter(cell -> ChangeCommand.ACTIONS.contains((RecordAction) cell.get()[0]))
                .filter(cell -> !((RecordAction) cell.get()[0]).isPossibleFrom((DlqStatus) cell.get()[1]));
    }

    private static String id(RecordAction action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("all")
    void shouldOfferPeopleWhatIsPossible(RecordAction action, DlqStatus status) {
        var record = DlqRecord.builder(ID, "default", Payload.of(null, new byte[1], DlqHeaders.none()))
                .status(status)
                .build();

        JsonObject json = RecordJson.full(
                record.summary(), new Outlook(List.of(), 0, Retrier.NOBODY, ProcessingOrder.KEY, Instant.EPOCH));

        assertThat(json.getJsonArray("allowed")
                        .getValuesAs(JsonString::getString)
                        .contains(id(action)))
                .isEqualTo(action.isForPeople() && action.isPossibleFrom(status));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("illegal")
    void shouldSayWhatIsPossibleInstead(RecordAction action, DlqStatus status) {
        var refused = new Refused(Reason.STATUS, "no", status, RecordAction.allowedFrom(status));

        Problem problem = Answers.refused(refused);

        JsonObject json = problem.toJson("/records/1/" + id(action));
        assertThat(json.getInt("status")).isEqualTo(409);
        assertThat(json.getString("code")).isEqualTo("illegal-transition");
        assertThat(json.getString("recordStatus")).isEqualTo(status.name());
        assertThat(json.getJsonArray("allowed").getValuesAs(JsonString::getString))
                .doesNotContain(id(action))
                .containsExactlyElementsOf(RecordAction.allowedFrom(status).stream()
                        .map(TransitionAnswersTest::id)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"STATUS, ILLEGAL_TRANSITION", "NO_HANDLER, NO_HANDLER", "PAYLOAD, PAYLOAD_UNAVAILABLE"})
    void shouldNameTheProblem(Reason reason, ProblemType type) {
        var refused = new Refused(reason, "no", DlqStatus.FAILED, RecordAction.allowedFrom(DlqStatus.FAILED));

        assertThat(Answers.refused(refused).type()).isEqualTo(type);
        assertThat(Answers.refused(refused).status()).isEqualTo(409);
    }
}
