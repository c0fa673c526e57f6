package io.kafkadlq.bench.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.bench.harness.Defects;
import org.junit.jupiter.api.Test;

class ExecutionsTest {

    private final Executions executions = new Executions(3);

    @Test
    void shouldFindNothingWrongWithEachHandledOnce() {
        handle(0, 1, 2);

        assertThat(executions.against(3)).isEqualTo(Defects.of(0, 0));
    }

    @Test
    void shouldCallLostWhatIsDoneAndWasNotHandled() {
        handle(0);

        assertThat(executions.against(3)).isEqualTo(Defects.of(2, 0));
    }

    @Test
    void shouldCallDuplicatedWhatWasHandledAgain() {
        handle(0, 0, 0, 1);

        assertThat(executions.against(2)).isEqualTo(Defects.of(0, 2));
        assertThat(executions.count()).isEqualTo(4);
    }

    private void handle(int... records) {
        for (int record : records) {
            executions.handle(Executions.value(record));
        }
    }
}
