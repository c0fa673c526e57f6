package io.kafkadlq.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.store.StorageResult.ConcurrencyConflict;
import io.kafkadlq.api.store.StorageResult.Failure;
import io.kafkadlq.api.store.StorageResult.NotFound;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorageResultTest {

    private static final RuntimeException OUTAGE = new RuntimeException("away");

    private final StorageResult<Integer> success = StorageResult.success(42);
    private final StorageResult<Integer> unavailable = StorageResult.unavailable(OUTAGE);
    private final StorageResult<Integer> rejected = StorageResult.rejected(OUTAGE);
    private final StorageResult<Integer> notFound = new NotFound<>();
    private final StorageResult<Integer> conflict = new ConcurrencyConflict<>(1, 2);
    private final List<StorageResult<Integer>> all = List.of(success, unavailable, rejected, notFound, conflict);

    @Test
    void shouldTellTheOutcomesApart() {
        assertThat(all)
                .extracting(result -> result.<String>fold(
                        value -> "value " + value,
                        failed -> failed.retryable() ? "away" : "refused",
                        missing -> "missing",
                        raced -> raced.expectedVersion() + "≠" + raced.actualVersion()))
                .containsExactly("value 42", "away", "refused", "missing", "1≠2");
    }

    @Test
    void shouldMapOnlyASuccess() {
        assertThat(success.map(value -> "v" + value)).isEqualTo(StorageResult.success("v42"));
        assertThat(unavailable.map(value -> "v" + value)).isEqualTo(new Failure<>(OUTAGE, true));
        assertThat(rejected.map(value -> "v" + value)).isEqualTo(new Failure<>(OUTAGE, false));
        assertThat(notFound.map(value -> "v" + value)).isEqualTo(new NotFound<>());
        assertThat(conflict.map(value -> "v" + value)).isEqualTo(new ConcurrencyConflict<>(1, 2));
    }

    @Test
    void shouldRecoverOnlyFromAFailure() {
        assertThat(all)
                .extracting(result -> result.recover(failed -> StorageResult.success(0)))
                .containsExactly(success, StorageResult.success(0), StorageResult.success(0), notFound, conflict);
    }

    @Test
    void shouldRunOnlyTheActionOfItsOutcomeAndGoOn() {
        List<Integer> values = new ArrayList<>();
        List<Throwable> causes = new ArrayList<>();

        for (StorageResult<Integer> result : all) {
            assertThat(result.onSuccess(values::add).onFailure(failed -> causes.add(failed.cause())))
                    .isSameAs(result);
        }

        assertThat(values).containsExactly(42);
        assertThat(causes).containsExactly(OUTAGE, OUTAGE);
    }
}
