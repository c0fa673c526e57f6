package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeCommand.Turn;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeRequestTest {

    private static ChangeRequest parse(String action, String body) throws IOException {
        String type = body.isEmpty() ? null : "application/json";
        return ChangeRequest.parse(action, type, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    static Set<RecordAction> ours() {
        return ChangeCommand.ACTIONS;
    }

    static Stream<RecordAction> others() {
        return Arrays.stream(RecordAction.values()).filter(action -> !ours().contains(action));
    }

    private static String id(RecordAction action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("ours")
    void shouldNeedNoBody(RecordAction action) throws IOException {
        assertThat(parse(id(action), "")).isEqualTo(new ChangeRequest(action, Turn.IN_ORDER, ""));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void shouldReadAReason(RecordAction action) throws IOException {
        assertThat(parse(id(action), "{\"reason\":\" fix deployed \"}").reason())
                .isEqualTo("fix deployed");
    }

    @Test
    void shouldHaveAPathForEachActionAndForNoOther() {
        String ids = ours().stream().sorted().map(ChangeRequestTest::id).collect(Collectors.joining("|"));

        assertThat(ChangeRequest.PATH.replaceAll("(?s).*: |}", "").split("\\|"))
                .containsExactlyInAnyOrder(ids.split("\\|"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void shouldNotKnowWhatIsNotForPeopleToAskForHere(RecordAction action) {
        assertRefused(id(action), "", ProblemType.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({"true, OUT_OF_ORDER", "false, IN_ORDER", "null, IN_ORDER"})
    void shouldRetryOutOfOrderIfToldSo(String json, Turn turn) throws IOException {
        assertThat(parse("retry", "{\"outOfOrder\":" + json + "}").turn()).isEqualTo(turn);
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() {
        assertRefused("retry", "{\"outOfOrder\":\"true\"}", ProblemType.VALIDATION);
        assertRefused("skip", "{\"outOfOrder\":true}", ProblemType.VALIDATION);
        assertRefused("skip", "{\"reason\":7}", ProblemType.VALIDATION);
        assertRefused("skip", "{\"reason\":\"" + "x".repeat(501) + "\"}", ProblemType.VALIDATION);
        assertRefused("skip", "{\"targetTopic\":\"orders\"}", ProblemType.VALIDATION);
    }

    private static void assertRefused(String action, String body, ProblemType type) {
        assertThatThrownBy(() -> parse(action, body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(type));
    }
}
