package io.kafkadlq.bench.retry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerCpuTest {

    @Test
    void shouldAddUpWhatTheProcessAndItsEndedChildrenUsed() {
        var stat = "4242 (postgres) S 1 4242 4242 0 -1 4194304 100 200 0 0 7 20 300 4000 20 0 1 0 5 6 7";

        assertThat(ServerCpu.ticks(stat)).isEqualTo(4327);
    }

    @Test
    void shouldReadANameWithBlanksAndParentheses() {
        var stat = "4242 (a (b) c) S 1 4242 4242 0 -1 4194304 100 200 0 0 1 2 3 4 20 0 1 0 5 6 7";

        assertThat(ServerCpu.ticks(stat)).isEqualTo(10);
    }

    @Test
    void shouldCountThisProcess() {
        assertThat(ServerCpu.nanos(ProcessHandle.current().pid())).isPositive();
    }
}
