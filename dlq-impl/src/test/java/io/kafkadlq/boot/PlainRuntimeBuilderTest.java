package io.kafkadlq.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.DlqRuntimeBuilder;
import io.kafkadlq.api.Receipt;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainRuntimeBuilderTest {

    private final Logger logger = Logger.getLogger("io.kafkadlq.boot");
    private final Remembering log = new Remembering();

    private static DlqRuntimeBuilder builder() {
        return DlqHandler.builder().setting("dlq.store.type", "memory").setting("dlq.channels", "x");
    }

    @BeforeEach
    void listen() {
        logger.addHandler(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(log);
    }

    @Test
    void shouldRunAChannelThatIsTuned() {
        try (DlqRuntime dlq =
                builder().setting("dlq.channel.x.tuning.preset", "low-latency").build()) {
            var payload = Payload.of(new byte[] {1}, new byte[] {2}, DlqHeaders.none());

            var receipt =
                    dlq.channel("x").submit(dlq.channel("x").newRecord(payload).build());

            assertThat(receipt)
                    .succeedsWithin(Duration.ofSeconds(30))
                    .extracting(Receipt::outcome)
                    .isEqualTo(Receipt.Outcome.STORED);
        }
        assertThat(log.lines)
                .singleElement()
                .asString()
                .startsWith("DLQ-0002 Defaults chosen for channel x, preset low-latency on ")
                .contains("batch.max-size=100 (with the preset's batches)");
    }

    @Test
    void shouldKeepSilentOfDefaultsThatNobodyChose() {
        builder().build().close();

        assertThat(log.lines).isEmpty();
    }

    @Test
    void shouldRefuseAPresetThatIsNone() {
        var builder = builder().setting("dlq.channel.x.tuning.preset", "quick");

        assertThatThrownBy(builder::build)
                .isInstanceOf(DlqConfigException.class)
                .hasMessageContaining("dlq.channel.x.tuning.preset is 'quick'");
    }

    @Test
    void shouldNameTheStrategiesThereAreWhenAskedForAnother() {
        var builder = builder().setting("dlq.channel.x.backpressure.strategy", "magic");

        assertThatThrownBy(builder::build)
                .isInstanceOf(DlqConfigException.class)
                .hasMessageContaining(
                        "dlq.channel.x.backpressure.strategy is 'magic': expected one of threshold, adaptive, half-open-doors");
    }

    @Test
    void shouldUseAStrategyThatIsPluggedIn() {
        try (var dlq = builder()
                .setting("dlq.channel.x.backpressure.strategy", HalfOpenDoors.NAME)
                .build()) {
            await().untilAsserted(() ->
                    assertThat(dlq.control("x").flow().store().acceptance()).isEqualTo(0.5));
        }
    }

    /** A handler that keeps what is logged, formatted. */
    private static final class Remembering extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
            lines.add(formatter.formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
