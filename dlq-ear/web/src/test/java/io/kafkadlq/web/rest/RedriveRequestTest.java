package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedriveRequestTest {

    private static RedriveRequest parse(String contentType, String body) throws IOException {
        return RedriveRequest.parse(contentType, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldNeedNoBody() throws IOException {
        assertThat(parse(null, "").targetTopic()).isEmpty();
        assertThat(parse("application/x-www-form-urlencoded", "").reason()).isEmpty();
    }

    @Test
    void shouldReadTargetAndReason() throws IOException {
        var request = parse("application/json; charset=utf-8", "{\"targetTopic\":\" orders \",\"reason\":\"fixed\"}");

        assertThat(request.targetTopic()).contains("orders");
        assertThat(request.reason()).isEqualTo("fixed");
        assertThat(parse("application/json", "{\"targetTopic\":null}").targetTopic())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "1", "{\"target\":\"x\"}", "{\"reason\":1}"})
    void shouldRefuseOtherJson(String body) {
        assertRefused("application/json", body, ProblemType.VALIDATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "{}x", "{} {}", "{}}", "{\"reason\":\"\\ud83d", "nonsense", "\u0000"})
    void shouldRefuseWhatIsNotOneObject(String body) {
        assertRefused("application/json", body, ProblemType.VALIDATION);
    }

    @Test
    void shouldRefuseDeepNesting() {
        assertRefused("application/json", "{\"a\":" + "[".repeat(16_000), ProblemType.VALIDATION);
        assertRefused("application/json", "{\"a\":".repeat(2_000), ProblemType.VALIDATION);
    }

    @Test
    void shouldRefuseOtherTypesAndTooMuch() {
        assertRefused("text/plain", "{}", ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertRefused(null, "{}", ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertRefused("application/json", "\"" + "x".repeat(20_000) + "\"", ProblemType.BODY_TOO_LARGE);
        assertRefused("application/json", "{\"reason\":\"" + "x".repeat(501) + "\"}", ProblemType.VALIDATION);
    }

    private static void assertRefused(String contentType, String body, ProblemType type) {
        assertThatThrownBy(() -> parse(contentType, body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(type));
    }
}
