package io.kafkadlq.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.IndexedHeader;
import io.kafkadlq.api.model.RecordId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCriteriaTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

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
        assertThat(narrowed.place().topic()).contains("orders-dlt");
        assertThat(narrowed.paging().after()).contains(last);
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
    void shouldKeepEachPartWhateverElseIsAsked() {
        var narrowed = QueryCriteria.everything()
                .withKey(new byte[] {1})
                .withHeader("tenant", "acme")
                .onPartition(2)
                .onTopic("orders")
                .withErrorTypes(Set.of(ErrorType.TIMEOUT))
                .messageContaining("refused")
                .failedWith("com.example.Bad")
                .takenIn(NOON, NOON.plusSeconds(1))
                .attempted(1, 2)
                .redriven(3, 4)
                .dueBy(NOON)
                .unchangedSince(NOON)
                .oldestFirst();

        assertThat(narrowed.place())
                .isEqualTo(new PlaceFilter(
                        Optional.of("orders"),
                        OptionalInt.of(2),
                        Optional.of(RecordKey.of(new byte[] {1})),
                        Set.of(new IndexedHeader("tenant", "acme"))));
        assertThat(narrowed.failure())
                .isEqualTo(new FailureFilter(
                        Set.of(ErrorType.TIMEOUT), Optional.of("com.example.Bad"), Optional.of("refused")));
        assertThat(narrowed.progress())
                .isEqualTo(new ProgressFilter(
                        new IntRange(1, 2), new IntRange(3, 4), Optional.of(NOON), Optional.of(NOON)));
        assertThat(narrowed.takenIn()).isEqualTo(TimeRange.between(NOON, NOON.plusSeconds(1)));
        assertThat(narrowed.paging().order()).isEqualTo(PageOrder.OLDEST_FIRST);
        assertThat(narrowed.limit()).isEqualTo(50);
    }

    @Test
    void shouldNotChangeWithTheKeyItWasGiven() {
        var key = new byte[] {1};
        var criteria = QueryCriteria.everything().withKey(key);

        key[0] = 2;
        criteria.place().key().orElseThrow().bytes()[0] = 3;

        assertThat(criteria).isEqualTo(QueryCriteria.everything().withKey(new byte[] {1}));
        assertThat(criteria.toString()).doesNotContain("[1]");
    }

    @Test
    void shouldBeNextToOneRecordOnly() {
        var id = RecordId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        var criteria = QueryCriteria.everything();

        assertThat(criteria.after(id).before(id)).isEqualTo(criteria.before(id));
        assertThat(criteria.before(id).after(id)).isEqualTo(criteria.after(id));
    }

    @Test
    void shouldNeedOnlyWhatIsAskedFor() {
        assertThat(QueryCriteria.stuck(NOON).failedWith("com.example.Bad").needs())
                .isEmpty();
        assertThat(QueryCriteria.everything()
                        .withKey(new byte[0])
                        .withHeader("tenant", "acme")
                        .messageContaining("no")
                        .needs())
                .containsExactlyInAnyOrder(
                        StoreCapability.KEY_SEARCH, StoreCapability.HEADER_SEARCH, StoreCapability.MESSAGE_SEARCH);
    }

    static List<Arguments> contradictions() {
        var all = QueryCriteria.everything();
        return List.of(
                arguments("at least 3 and at most 2", (Supplier<?>) () -> all.attempted(3, 2)),
                arguments("at least -1", (Supplier<?>) () -> all.redriven(-1, 2)),
                arguments("the first has to be before the second", (Supplier<?>) () -> all.takenIn(NOON, NOON)),
                arguments("partition is -1, allowed are 0 or more", (Supplier<?>) () -> all.onPartition(-1)),
                arguments("the part of the message is empty", (Supplier<?>) () -> all.messageContaining("")),
                arguments("the exception class is empty", (Supplier<?>) () -> all.failedWith("")));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void shouldRefuseWhatCanFindNothing(String message, Supplier<?> asked) {
        assertThatThrownBy(asked::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
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
