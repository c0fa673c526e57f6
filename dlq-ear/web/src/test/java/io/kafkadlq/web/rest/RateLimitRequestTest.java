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

class RateLimitRequestTest {

    private static RateLimitRequest parse(String body) throws IOException {
        return RateLimitRequest.parse(
                "application/json", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldReadARate() throws IOException {
        assertThat(parse("{\"permitsPerSecond\":500}").permitsPerSecond()).isEqualTo(500);
        assertThat(parse("{\"permitsPerSecond\":0.5}").permitsPerSecond()).isEqualTo(0.5);
        assertThat(parse("{\"permitsPerSecond\":1e7}").permitsPerSecond()).isEqualTo(10_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"permitsPerSecond\":null}",
                "{\"permitsPerSecond\":\"500\"}",
                "{\"permitsPerSecond\":0}",
                "{\"permitsPerSecond\":-1}",
                "{\"permitsPerSecond\":1e8}",
                "{\"permitsPerSecond\":1e999999}",
                "{\"permitsPerSecond\":1,\"burst\":1}"
            })
    void shouldRefuseWhatIsNoRate(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(
                        refusal.problem().type())
                .isEqualTo(ProblemType.VALIDATION));
    }
}
