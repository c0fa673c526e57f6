package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.config.BackpressureConfig;
import io.kafkadlq.api.flow.ThresholdBackpressureStrategy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What settings of flow control must agree in. */
class FlowRulesTest {

    private static List<String> violations(Map<String, String> settings) {
        return catchThrowableOfType(DlqConfigException.class, () -> Configured.by(settings))
                .violations();
    }

    @Test
    void shouldNotAllowALowMarkThatIsNotBelowTheHighOne() {
        assertThat(violations(Map.of(
                        "dlq.channel.default.backpressure.low-watermark", "0.6",
                        "dlq.channel-defaults.backpressure.high-watermark", "0.6")))
                .containsExactly(
                        "dlq.channel.default.backpressure.low-watermark is '0.6': expected a share below that of"
                                + " backpressure.high-watermark, 0.6");
    }

    @Test
    void shouldLetALowMarkThatNobodySetGiveWay() {
        BackpressureConfig config =
                Configured.channel(Map.of("backpressure.high-watermark", "0.4")).backpressure();

        assertThat(ThresholdBackpressureStrategy.of(config).lowWatermark()).isEqualTo(0.2);
    }

    @Test
    void shouldTakeDecimalNumbersOnly() {
        for (String wrong : List.of("NaN", "Infinity", "half", "0x1p-1", "1.1", "-0.5", "0.5d")) {
            assertThat(violations(Map.of("dlq.channel.default.circuit-breaker.failure-rate", wrong)))
                    .containsExactly("dlq.channel.default.circuit-breaker.failure-rate is '" + wrong
                            + "': expected a number between 0.01 and 1.0");
        }
    }
}
