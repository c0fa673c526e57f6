package io.kafkadlq.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.web.json.JsonFields;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void shouldSayWhatRfc9457Asks() {
        var problem = Problem.of(ProblemType.VERSION_CONFLICT, "Version 7 expected, 9 found.")
                .with("requiredRole", JsonFields.text("operator"));

        assertThat(problem.toJson("/dlq/api/v1/records/1").toString())
                .isEqualTo("{\"type\":\"urn:dlq-handler:problem:version-conflict\","
                        + "\"title\":\"Record was changed meanwhile\",\"status\":412,"
                        + "\"detail\":\"Version 7 expected, 9 found.\",\"instance\":\"/dlq/api/v1/records/1\","
                        + "\"code\":\"version-conflict\",\"requiredRole\":\"operator\"}");
    }

    @Test
    void shouldKeepTheStatusAContainerChose() {
        assertThat(Problem.ofStatus(418, "no").status()).isEqualTo(418);
        assertThat(Problem.ofStatus(418, "no").type()).isEqualTo(ProblemType.BAD_REQUEST);
        assertThat(Problem.ofStatus(507, "no").type()).isEqualTo(ProblemType.INTERNAL);
        assertThat(Problem.ofStatus(415, "no").type()).isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }
}
