package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.web.problem.ProblemException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VersionsTest {

    @Test
    void shouldReadTheVersionACallerInsistsOn() {
        assertThat(Versions.expected("\"7\"")).isEqualTo(OptionalLong.of(7));
        assertThat(Versions.expected("*")).isEmpty();
        assertThat(Versions.expected(null)).isEmpty();
        assertThatThrownBy(() -> Versions.expected("7")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Versions.expected("W/\"7\"")).isInstanceOf(ProblemException.class);
    }
}
