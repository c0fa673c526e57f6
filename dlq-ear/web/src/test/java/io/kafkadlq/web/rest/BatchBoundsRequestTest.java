package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.flow.BatchBounds;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchBoundsRequestTest {

    private static BatchBounds parse(String body) throws IOException {
        return BatchBoundsRequest.parse(
                "application/json", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldReadBounds() throws IOException {
        assertThat(parse("{\"minSize\":1,\"maxSize\":1000}")).isEqualTo(new BatchBounds(1, 1000));
        assertThat(parse("{\"minSize\":7,\"maxSize\":7}")).isEqualTo(new BatchBounds(7, 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"minSize\":1}",
                "{\"minSize\":0,\"maxSize\":10}",
                "{\"minSize\":11,\"maxSize\":10}",
                "{\"minSize\":1.5,\"maxSize\":10}",
                "{\"minSize\":1,\"maxSize\":1e99}",
                "{\"minSize\":1,\"maxSize\":4294967297}",
                "{\"minSize\":\"1\",\"maxSize\":10}",
                "{\"minSize\":1,\"maxSize\":10,\"size\":5}"
            })
    void shouldRefuseWhatAreNoBounds(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(
                        refusal.problem().type())
                .isEqualTo(ProblemType.VALIDATION));
    }
}
