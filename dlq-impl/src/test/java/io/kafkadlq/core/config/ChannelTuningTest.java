package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.BatchConfig;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.WaitStrategyType;
import io.kafkadlq.core.tuning.Machine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A channel's defaults: chosen, overridden, giving way. */
class ChannelTuningTest {

    private static final Machine MACHINE = new Machine(2, 4L << 30);

    private static ConfigReading reading(Map<String, String> settings) {
        return new ConfigReader(
                        key -> Optional.ofNullable(settings.get(key)),
                        List.of(),
                        settings.keySet(),
                        () -> "host-1",
                        MACHINE)
                .read();
    }

    private static ChannelConfig channel(Map<String, String> settings) {
        return reading(settings).config().channels().get("default");
    }

    @Nested
    class WhenAPresetIsSet {

        @Test
        void shouldChooseItsDefaults() {
            var channel = channel(Map.of("dlq.channel.default.tuning.preset", "low-latency"));

            assertThat(channel.batch()).isEqualTo(BatchConfig.LOW_LATENCY);
            assertThat(channel.buffer().size()).isEqualTo(4096);
            assertThat(channel.buffer().waitStrategy()).isEqualTo(WaitStrategyType.BLOCKING);
        }

        @Test
        void shouldChooseThemForEachChannelThatHasNoneOfItsOwn() {
            var channels = reading(Map.of(
                            "dlq.channels", "orders",
                            "dlq.channel-defaults.tuning.preset", "low-latency",
                            "dlq.channel.orders.tuning.preset", "high-throughput"))
                    .config()
                    .channels();

            assertThat(channels.get("orders").batch()).isEqualTo(BatchConfig.HIGH_THROUGHPUT);
            assertThat(channels.get("default").batch()).isEqualTo(BatchConfig.LOW_LATENCY);
        }

        @Test
        void shouldShareTheHeapAmongAllChannels() {
            var channel = channel(Map.of(
                    "dlq.channels", "a, b, c, d, e, f, g",
                    "dlq.channel.default.tuning.preset", "high-throughput"));

            assertThat(channel.buffer().maxBytes()).isEqualTo(MACHINE.heapBytes() / 4 / 8);
        }

        @Test
        void shouldPreferWhatIsSetForTheChannelOrForAll() {
            var channel = channel(Map.of(
                    "dlq.channel.default.tuning.preset", "low-latency",
                    "dlq.channel.default.batch.writers", "3",
                    "dlq.channel-defaults.buffer.size", "8192"));

            assertThat(channel.batch().writers()).isEqualTo(3);
            assertThat(channel.buffer().size()).isEqualTo(8192);
        }
    }

    @Nested
    class WhenADefaultDoesNotFit {

        @Test
        void shouldShrinkABatchToTheRing() {
            var batch = channel(Map.of(
                            "dlq.channel.default.tuning.preset", "high-throughput",
                            "dlq.channel.default.buffer.size", "100"))
                    .batch();

            assertThat(batch.maxSize()).isEqualTo(128);
            assertThat(batch.minSize()).isEqualTo(128);
        }

        @Test
        void shouldExtendTheRingToABatch() {
            var channel = channel(Map.of(
                    "dlq.channel.default.tuning.preset", "low-latency",
                    "dlq.channel.default.batch.max-size", "5000"));

            assertThat(channel.buffer().size()).isEqualTo(5000);
            assertThat(channel.batch().minSize()).isEqualTo(1);
        }

        @Test
        void shouldRaiseTheLargestBatchToTheLeast() {
            var channel = channel(Map.of(
                    "dlq.channel.default.tuning.preset", "low-latency",
                    "dlq.channel.default.batch.min-size", "20000"));

            assertThat(channel.batch().maxSize()).isEqualTo(20_000);
            assertThat(channel.buffer().size()).isEqualTo(20_000);
        }

        @Test
        void shouldExtendTheRingToTheNearerOfTwoSizesThatAreSet() {
            var channel = channel(Map.of(
                    "dlq.channel.default.batch.min-size", "20000",
                    "dlq.channel.default.batch.max-size", "30000"));

            assertThat(channel.buffer().size()).isEqualTo(30_000);
        }

        @Test
        void shouldLetALongRingFillUnlessItsBoundIsSet() {
            var longRing = channel(Map.of("dlq.channel.default.buffer.size", "70000"));
            var bounded = channel(Map.of(
                    "dlq.channel.default.buffer.size", "70000",
                    "dlq.channel.default.backpressure.max-pending", "500"));

            // The ring rounds up to a power of two.
            assertThat(longRing.backpressure().maxPending()).isEqualTo(2 * 131_072);
            assertThat(bounded.backpressure().maxPending()).isEqualTo(500);
        }

        @Test
        void shouldGiveWayWithoutAPresetToo() {
            var batch = channel(Map.of("dlq.channel.default.buffer.size", "64")).batch();

            assertThat(batch.maxSize()).isEqualTo(64);
            assertThat(batch.minSize()).isEqualTo(64);
        }
    }

    @Nested
    class WhenItIsReported {

        @Test
        void shouldSayNothingOfAChannelWithoutChoices() {
            assertThat(reading(Map.of("dlq.channel.default.batch.writers", "3")).tuned())
                    .isEmpty();
        }

        @Test
        void shouldSayNothingOfADefaultThatJustFits() {
            assertThat(reading(Map.of("dlq.channel.default.batch.max-size", "64"))
                            .tuned())
                    .isEmpty();
        }

        @Test
        void shouldNameADefaultThatGaveWayWithoutAPresetToo() {
            assertThat(reading(Map.of("dlq.channel-defaults.batch.max-size", "63"))
                            .tuned())
                    .singleElement()
                    .extracting(TunedChannel::choices)
                    .isEqualTo(List.of(
                            "batch.min-size=63 (no more than dlq.channel-defaults.batch.max-size has room for)"));
        }

        @Test
        void shouldNameOnlyChoicesThatTakeEffect() {
            var tuned = reading(Map.of(
                            "dlq.channels", "orders",
                            "dlq.channel.orders.tuning.preset", "high-throughput",
                            "dlq.channel-defaults.buffer.size", "1024",
                            "dlq.channel.orders.batch.writers", "3"))
                    .tuned();

            assertThat(tuned).singleElement().satisfies(orders -> {
                assertThat(orders.name()).isEqualTo("orders");
                assertThat(orders.aim()).isEqualTo("preset high-throughput on 2 cores and 4096 MiB of heap");
                assertThat(orders.choices())
                        .contains("batch.max-size=1024 (no more than dlq.channel-defaults.buffer.size has room for)")
                        .noneMatch(choice -> choice.startsWith("buffer.size") || choice.startsWith("batch.writers"));
            });
        }
    }
}
