package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(criteria.place().topic()).isEmpty();
    }

    @Test
    void shouldTakeEachFilter() {
        var asked = new HashMap<String, List<String>>();
        asked.put("partition", List.of("3"));
        asked.put("key", List.of("Größe"));
        asked.put("header", List.of("tenant:acme", "trace:a:b c"));
        asked.put("errorType", List.of("TIMEOUT,BUSINESS"));
        asked.put("exception", List.of("com.example.Bad"));
        asked.put("message", List.of("100% refused"));
        asked.put("from", List.of("2026-11-28T12:00:00Z"));
        asked.put("to", List.of("2026-11-28T14:00:00+01:00"));
        asked.put("minAttempts", List.of("1"));
        asked.put("maxAttempts", List.of("5"));
        asked.put("maxRedrives", List.of("0"));
        asked.put("order", List.of("oldest"));

        assertThat(RecordListQuery.parse(asked))
                .isEqualTo(QueryCriteria.everything()
                        .onPartition(3)
                        .withKey("Größe".getBytes(StandardCharsets.UTF_8))
                        .withHeader("tenant", "acme")
                        .withHeader("trace", "a:b c")
                        .withErrorTypes(Set.of(ErrorType.TIMEOUT, ErrorType.BUSINESS))
                        .failedWith("com.example.Bad")
                        .messageContaining("100% refused")
                        .takenIn(Instant.parse("2026-11-28T12:00:00Z"), Instant.parse("2026-11-28T13:00:00Z"))
                        .attempted(1, 5)
                        .redriven(0, 0)
                        .oldestFirst());
    }

    @Test
    void shouldGoOnWhereACursorPoints() {
        var id = RecordId.parse("01a2049f-d9fe-7081-9b3d-487bf0895500");
        var filter = RecordListQuery.parse(Map.of("order", List.of("oldest"), "key", List.of("k")));

        var next = RecordListQuery.parse(
                Map.of("order", List.of("oldest"), "key", List.of("k"), "cursor", List.of(Cursor.after(id, filter))));
        var previous = RecordListQuery.parse(
                Map.of("order", List.of("oldest"), "key", List.of("k"), "cursor", List.of(Cursor.before(id, filter))));

        assertThat(next).isEqualTo(filter.after(id));
        assertThat(previous).isEqualTo(filter.before(id));
    }

    @ParameterizedTest
    @CsvSource({
        "partition, -1",
        "partition, x",
        "errorType, timeout",
        "from, yesterday",
        "to, 2026-11-28T12:00:00",
        "minAttempts, -1",
        "maxAttempts, 1.5",
        "minRedrives, 3000000000",
        "maxRedrives, many",
        "order, NEWEST",
        "header, tenant",
        "header, :acme"
    })
    void shouldRefuseValuesThatMeanNothing(String parameter, String value) {
        assertRefused(Map.of(parameter, List.of(value)), ProblemType.VALIDATION);
    }

    @Test
    void shouldRefuseRangesThatHoldNothing() {
        assertRefused(Map.of("minAttempts", List.of("3"), "maxAttempts", List.of("2")), ProblemType.VALIDATION);
        assertRefused(Map.of("minRedrives", List.of("3"), "maxRedrives", List.of("2")), ProblemType.VALIDATION);
        assertRefused(
                Map.of("from", List.of("2026-11-28T12:00:00Z"), "to", List.of("2026-11-28T12:00:00Z")),
                ProblemType.VALIDATION);
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
