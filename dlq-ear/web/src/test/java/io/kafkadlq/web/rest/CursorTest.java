package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.TimeRange;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final RecordId ID = RecordId.parse("01a2049f-d9fe-7081-9b3d-487bf0895500");
    private static final QueryCriteria FILTER = QueryCriteria.everything()
            .withStatuses(Set.of(DlqStatus.PENDING, DlqStatus.FAILED))
            .onTopic("orders");

    @Test
    void shouldComeBackToTheSamePlace() {
        String cursor = Cursor.after(ID, FILTER);

        assertThat(Cursor.apply(cursor, FILTER)).isEqualTo(FILTER.after(ID));
        assertThat(Cursor.apply(Cursor.before(ID, FILTER), FILTER)).isEqualTo(FILTER.before(ID));
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void shouldNotMindAnotherLimitOrTheOrderOfStatuses() {
        var same = FILTER.withStatuses(Set.of(DlqStatus.FAILED, DlqStatus.PENDING))
                .limitedTo(7)
                .after(ID);

        assertThat(Cursor.apply(Cursor.after(ID, FILTER), same)).isEqualTo(same);
    }

    @Test
    void shouldNotMindTheOrderOfHeaders() {
        var filter = FILTER.withHeader("a", "1").withHeader("b", "2").withHeader("c", "3");
        var same = FILTER.withHeader("c", "3").withHeader("b", "2").withHeader("a", "1");

        assertThat(Cursor.apply(Cursor.after(ID, filter), same)).isEqualTo(same.after(ID));
        assertMismatch(Cursor.after(ID, FILTER.withHeader("ab", "c")), FILTER.withHeader("a", "bc"));
    }

    @Test
    void shouldRefuseAnotherFilter() {
        String cursor = Cursor.after(ID, QueryCriteria.everything().onTopic("orders"));

        assertMismatch(cursor, QueryCriteria.everything().inChannel("orders"));
        assertMismatch(cursor, QueryCriteria.everything());
    }

    static List<QueryCriteria> others() {
        var now = Instant.parse("2026-11-28T12:00:00Z");
        return List.of(
                FILTER.withStatuses(Set.of(DlqStatus.PENDING)),
                FILTER.inChannel("orders"),
                FILTER.onTopic("payments"),
                FILTER.onPartition(1),
                FILTER.withKey(new byte[] {1}),
                FILTER.withHeader("tenant", "acme"),
                FILTER.withErrorTypes(Set.of(ErrorType.TIMEOUT)),
                FILTER.failedWith("com.example.Bad"),
                FILTER.messageContaining("com.example.Bad"),
                FILTER.takenIn(TimeRange.from(now)),
                FILTER.takenIn(TimeRange.before(now)),
                FILTER.attempted(1, 2),
                FILTER.redriven(1, 2),
                FILTER.oldestFirst());
    }

    @ParameterizedTest
    @MethodSource("others")
    void shouldRefuseAFilterThatDiffersInOnePart(QueryCriteria other) {
        assertMismatch(Cursor.after(ID, FILTER), other);
        assertMismatch(Cursor.after(ID, other), FILTER);
        assertThat(Cursor.apply(Cursor.after(ID, other), other)).isEqualTo(other.after(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "abc", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void shouldRefuseWhatItNeverGaveOut(String cursor) {
        assertMismatch(cursor, FILTER);
    }

    private static void assertMismatch(String cursor, QueryCriteria filter) {
        assertThatThrownBy(() -> Cursor.apply(cursor, filter))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(ProblemType.CURSOR_MISMATCH));
    }
}
