package io.kafkadlq.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.line.Pool;
import org.junit.jupiter.api.Test;

class ProbeTest {

    private static final long LATE_NANOS = 2_000_000_000L;

    private final Pool pool = Pool.withOftenKey(10, 4);
    private final Probe probe = new Probe(pool, true, new SlowKey(false));

    @Test
    void countsAWaitFromWhenTheRecordWasDue() throws InterruptedException {
        probe.startRecording();

        take(1, LATE_NANOS);

        assertThat(probe.waits().get(Unit.WAIT_P50)).isBetween(2_000_000.0, 60_000_000.0);
    }

    @Test
    void leavesTheSlowKeyOut() throws InterruptedException {
        probe.startRecording();

        take(0, LATE_NANOS);

        assertThat(pool.key(0)).isZero();
        assertThat(probe.waits().get(Unit.WAIT_P999)).isZero();
        assertThat(probe.taken()).isEqualTo(1);
    }

    @Test
    void leavesTheWarmUpOut() throws InterruptedException {
        take(1, LATE_NANOS);

        assertThat(probe.waits().get(Unit.WAIT_P999)).isZero();
    }

    private void take(int index, long lateNanos) throws InterruptedException {
        probe.due(index, index, System.nanoTime() - lateNanos);
        probe.take(index);
    }
}
