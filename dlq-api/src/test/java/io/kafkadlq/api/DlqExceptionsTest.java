package io.kafkadlq.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DlqExceptionsTest {

    @Test
    void shouldNameAllViolationsOfAConfiguration() {
        var exception = new DlqConfigException(List.of("a is 'b': expected c", "d is not set: expected e"));

        assertThat(exception.violations()).containsExactly("a is 'b': expected c", "d is not set: expected e");
        assertThat(exception)
                .isInstanceOf(DlqException.class)
                .hasMessage("The DLQ configuration has 2 error(s):\n  - a is 'b': expected c\n"
                        + "  - d is not set: expected e");
    }

    @Test
    void shouldSayWhenToComeBack() {
        assertThat(new DlqOverloadedException("full", Duration.ofSeconds(1)).retryAfter())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldSayWhatIsMissingWithoutAnImplementation() {
        assertThatThrownBy(DlqHandler::builder)
                .isInstanceOf(DlqException.class)
                .hasMessageContaining("add dlq-impl to the class path");
    }
}
