package io.kafkadlq.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.metrics.ChannelMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatientStoreTest {

    private static final Duration STEP = Duration.ofMillis(200);

    private final FakeStorage storage = new FakeStorage();
    // Moves on whenever it is read, so that no pause takes longer than a test may.
    private final AtomicLong time = new AtomicLong();
    private final PatientStore store = new PatientStore(
            storage,
            Duration.ofMillis(1),
            (records, nanos) -> {},
            new ChannelMetrics(),
            () -> time.addAndGet(STEP.toNanos()));

    @Test
    void shouldAskAgainSoonHoweverLongTheStoreWasAway() {
        List<Long> asked = new ArrayList<>();
        storage.failNext(14, () -> asked.add(time.get()));

        var result = store.save(List.of());

        assertThat(result).isInstanceOf(StorageResult.Success.class);
        long longest = 0;
        for (int i = 1; i < asked.size(); i++) {
            longest = Math.max(longest, asked.get(i) - asked.get(i - 1));
        }
        assertThat(Duration.ofNanos(longest))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(1).plus(STEP.multipliedBy(3)));
    }
}
