package io.kafkadlq.bench.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private final List<List<DlqRecord>> batches = DeadLetters.batches(2_500, 1_000);
    private final List<DlqRecord> letters =
            batches.stream().flatMap(List::stream).toList();

    @Test
    void shouldComeInBatches() {
        assertThat(batches).extracting(List::size).containsExactly(1_000, 1_000, 500);
    }

    @Test
    void shouldEachHaveAPositionOfItsOwn() {
        assertThat(letters).extracting(DlqRecord::source).doesNotHaveDuplicates();
        assertThat(letters).extracting(DlqRecord::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldShareTheirStackTraces() {
        assertThat(letters.stream().map(letter -> letter.failure().stackTrace()).distinct())
                .hasSize(DeadLetters.STACK_TRACES);
        assertThat(letters.stream().map(DeadLetters::stackTraceOf).distinct()).hasSize(DeadLetters.STACK_TRACES);
    }

    @Test
    void shouldCarryAKibibyte() {
        assertThat(letters)
                .allSatisfy(letter ->
                        assertThat(letter.payload().value().orElseThrow()).hasSize(DeadLetters.VALUE_BYTES));
    }
}
