package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final RecordId ID = RecordId.parse("01a2049f-d9fe-7081-9b3d-487bf0895500");
    private static final QueryCriteria FILTER = QueryCriteria.everything()
            .withStatuses(Set.of(DlqStatus.PENDING, DlqStatus.FAILED))
            .onTopic("orders");

    @Test
    void shouldComeBackToTheSamePlace() {
        String cursor = Cursor.after(ID, FILTER);

        assertThat(Cursor.parse(cursor, FILTER)).isEqualTo(ID);
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void shouldNotMindAnotherLimitOrTheOrderOfStatuses() {
        var same = FILTER.withStatuses(Set.of(DlqStatus.FAILED, DlqStatus.PENDING))
                .limitedTo(7)
                .after(ID);

        assertThat(Cursor.parse(Cursor.after(ID, FILTER), same)).isEqualTo(ID);
    }

    @Test
    void shouldRefuseAnotherFilter() {
        String cursor = Cursor.after(ID, QueryCriteria.everything().onTopic("orders"));

        assertMismatch(cursor, QueryCriteria.everything().inChannel("orders"));
        assertMismatch(cursor, QueryCriteria.everything());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "abc", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void shouldRefuseWhatItNeverGaveOut(String cursor) {
        assertMismatch(cursor, FILTER);
    }

    private static void assertMismatch(String cursor, QueryCriteria filter) {
        assertThatThrownBy(() -> Cursor.parse(cursor, filter))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(ProblemType.CURSOR_MISMATCH));
    }
}
