package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordListQueryTest {

    @Test
    void shouldTakeStatusesRepeatedAndInLists() {
        var criteria = RecordListQuery.parse(
                Map.of("status", List.of("PENDING,FAILED", "ON_HOLD"), "channel", List.of("orders")));

        assertThat(criteria.statuses()).containsOnly(DlqStatus.PENDING, DlqStatus.FAILED, DlqStatus.ON_HOLD);
        assertThat(criteria.channel()).contains("orders");
        assertThat(criteria.limit()).isEqualTo(50);
    }

    @Test
    void shouldCountEmptyParametersAsAbsent() {
        var criteria =
                RecordListQuery.parse(Map.of("status", List.of(""), "topic", List.of(" "), "cursor", List.of("")));

        assertThat(criteria.statuses()).isEmpty();
        assertThat(criteria.topic()).isEmpty();
    }

    @Test
    void shouldRefuseParametersItDoesNotKnow() {
        assertRefused(Map.of("state", List.of("PENDING")), ProblemType.UNKNOWN_PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "many", "99999999999"})
    void shouldRefuseLimitsOutOfBounds(String limit) {
        assertRefused(Map.of("limit", List.of(limit)), ProblemType.VALIDATION);
    }

    @Test
    void shouldRefuseUnknownStatusesAndDoubles() {
        assertRefused(Map.of("status", List.of("pending")), ProblemType.VALIDATION);
        assertRefused(Map.of("topic", List.of("a", "b")), ProblemType.VALIDATION);
    }

    private static void assertRefused(Map<String, List<String>> parameters, ProblemType type) {
        assertThatThrownBy(() -> RecordListQuery.parse(parameters))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(type));
    }
}
