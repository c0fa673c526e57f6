package io.kafkadlq.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.FloodAction;
import io.kafkadlq.api.config.FloodGuardConfig;
import io.kafkadlq.api.model.PartitionStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloodWatchTest {

    private final HandClock clock = new HandClock(Long.MAX_VALUE - 1_000_000_000L);
    private final List<String> told = new ArrayList<>();
    private final FloodWatch watch = new FloodWatch(
            new FloodGuardConfig(0.5, 100, Duration.ofSeconds(20), FloodAction.WARN),
            (topic, flooded, ratio) -> told.add(topic + (flooded ? " in flood" : " over")),
            clock.nanos());

    /** @param read all that had an outcome, those that failed among them */
    private static PartitionStatistics partition(String topic, int number, long read, long failed) {
        return new PartitionStatistics(topic, number, read, read, read - failed, failed, 0, false);
    }

    private void look(PartitionStatistics... partitions) {
        watch.look(clock.advance(Duration.ofSeconds(1)).nanos(), List.of(partitions));
    }

    @Test
    void shouldTellOnceThatHalfOfATopicFails() {
        look(partition("orders", 0, 1000, 10), partition("bills", 0, 1000, 0));
        look(partition("orders", 0, 2200, 1160), partition("bills", 0, 2000, 0));
        look(partition("orders", 0, 2600, 1500), partition("bills", 0, 3000, 0));

        assertThat(told).containsExactly("orders in flood");
        assertThat(watch.floods()).containsOnlyKeys("orders");
        assertThat(watch.floods().get("orders")).isEqualTo(1500.0 / 2600);
    }

    @Test
    void shouldAddUpThePartitionsOfATopic() {
        look(partition("orders", 0, 60, 60), partition("orders", 1, 50, 0));

        assertThat(told).containsExactly("orders in flood");
    }

    @Test
    void shouldSayNothingWhileThereAreFewRecords() {
        look(partition("orders", 0, 99, 99));

        assertThat(told).isEmpty();
    }

    @Test
    void shouldBeOverOnlyWhenLessThanHalfTheLimitFails() {
        look(partition("orders", 0, 100, 100));
        look(partition("orders", 0, 300, 100));
        assertThat(told).containsExactly("orders in flood");

        look(partition("orders", 0, 500, 100));
        assertThat(told).containsExactly("orders in flood", "orders over");
        assertThat(watch.floods()).isEmpty();
    }

    @Test
    void shouldForgetWhatLiesBehindTheWindow() {
        look(partition("orders", 0, 100, 100));
        for (int i = 0; i < 25; i++) {
            look(partition("orders", 0, 100, 100));
        }

        assertThat(told).containsExactly("orders in flood", "orders over");
    }

    @Test
    void shouldCountAPartitionThatCameBackFromNought() {
        look(partition("orders", 0, 100_000, 10));
        look(partition("orders", 0, 50, 50));
        look(partition("orders", 0, 60_000, 60_000));

        assertThat(watch.floods().get("orders")).isNull();
        look(partition("orders", 0, 120_000, 120_000));
        assertThat(told).containsExactly("orders in flood");
    }

    @Test
    void shouldTellAgainOfAFloodAfterAPause() {
        look(partition("orders", 0, 100, 100));

        watch.startAnew(clock.nanos());
        assertThat(watch.floods()).isEmpty();
        look(partition("orders", 0, 300, 300));

        assertThat(told).containsExactly("orders in flood", "orders over", "orders in flood");
    }

    @Test
    void shouldLookTwentyTimesAWindow() {
        assertThat(watch.isDue(clock.advance(Duration.ofMillis(999)).nanos())).isFalse();
        assertThat(watch.isDue(clock.advance(Duration.ofMillis(1)).nanos())).isTrue();
    }
}
