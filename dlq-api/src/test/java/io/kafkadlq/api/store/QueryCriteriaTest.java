package io.kafkadlq.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCriteriaTest {

    @Test
    void shouldNarrowACopy() {
        var last = RecordId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        var everything = QueryCriteria.everything();

        var narrowed = everything
                .withStatuses(Set.of(DlqStatus.FAILED))
                .inChannel("orders")
                .onTopic("orders-dlt")
                .after(last)
                .limitedTo(7);

        assertThat(narrowed.statuses()).containsExactly(DlqStatus.FAILED);
        assertThat(narrowed.channel()).contains("orders");
        assertThat(narrowed.topic()).contains("orders-dlt");
        assertThat(narrowed.after()).contains(last);
        assertThat(narrowed.limit()).isEqualTo(7);
        assertThat(everything).isEqualTo(QueryCriteria.everything());
        assertThat(everything.limit()).isEqualTo(50);
    }

    @Test
    void shouldNotChangeWithTheSetItWasGiven() {
        var statuses = EnumSet.of(DlqStatus.FAILED);
        var criteria = QueryCriteria.everything().withStatuses(statuses);

        statuses.add(DlqStatus.PENDING);

        assertThat(criteria.statuses()).containsExactly(DlqStatus.FAILED);
    }

    @Test
    void shouldCountAsUnresolvedWhatStillWaits() {
        assertThat(QueryCriteria.unresolved().statuses())
                .containsExactlyInAnyOrder(DlqStatus.PENDING, DlqStatus.RETRYING, DlqStatus.FAILED, DlqStatus.ON_HOLD);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 501, Integer.MAX_VALUE})
    void shouldBoundThePage(int limit) {
        assertThatThrownBy(() -> QueryCriteria.everything().limitedTo(limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit is " + limit + ", allowed are 1 to 500");
    }
}
