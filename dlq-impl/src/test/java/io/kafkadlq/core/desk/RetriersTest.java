package io.kafkadlq.core.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.Retrier;
import io.kafkadlq.core.config.Configured;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriersTest {

    @ParameterizedTest(name = "retry.by={0} {1}: {2}")
    @CsvSource({
        "auto, with a handler here, THIS_INSTANCE",
        "auto, without, NOBODY",
        "application, with a handler here, THIS_INSTANCE",
        "application, without, ANOTHER_INSTANCE",
        "nobody, with a handler here, NOBODY",
        "nobody, without, NOBODY"
    })
    void shouldGoByConfigurationAndHandler(String by, String handler, Retrier expected) {
        Set<String> handled = handler.equals("without") ? Set.of() : Set.of("default");

        var retriers = new Retriers(Map.of("default", Configured.channel(Map.of("retry.by", by))), handled);

        assertThat(retriers.of("default")).isEqualTo(expected);
        assertThat(retriers.isRetried("default")).isEqualTo(expected != Retrier.NOBODY);
    }

    @Test
    void shouldKnowNobodyForChannelsThatAreNotConfiguredHere() {
        var retriers = new Retriers(Map.of(), Set.of("orders"));

        assertThat(retriers.of("orders")).isEqualTo(Retrier.NOBODY);
    }
}
