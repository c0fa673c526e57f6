package io.kafkadlq.bench.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.bench.harness.Unit;
import org.junit.jupiter.api.Test;

class SpentTest {

    @Test
    void shouldShareOutWhatWasSpentSince() {
        var before = new Spent(1_000_000, 10);

        assertThat(new Spent(5_000_000, 30).since(before, 40))
                .containsEntry(Unit.DATABASE_CPU, 100.0)
                .containsEntry(Unit.COMMITS, 0.5);
    }
}
