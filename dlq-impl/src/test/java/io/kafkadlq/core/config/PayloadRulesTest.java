package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.DlqConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadRulesTest {

    private static final String CHANNEL = "dlq.channel.default.";

    @Test
    void shouldNotAllowRedrivesNorRetriesOfWhatIsNotKept() {
        Map<String, String> settings = Map.of(
                "dlq.channel-defaults.payload.store",
                "none",
                CHANNEL + "redrive.allowed-topics",
                "repair,pattern:retry-.*",
                CHANNEL + "retry.by",
                "application");

        assertThatThrownBy(() -> Configured.by(settings))
                .isInstanceOfSatisfying(DlqConfigException.class, wrong -> assertThat(wrong.violations())
                        .containsExactly(
                                CHANNEL
                                        + "redrive.allowed-topics is 'repair,pattern:retry-.*': expected no topic while"
                                        + " dlq.channel-defaults.payload.store is none, as nothing is kept to publish; else"
                                        + " set that to reference or full",
                                CHANNEL
                                        + "retry.by is 'application': expected nobody while"
                                        + " dlq.channel-defaults.payload.store is none, as nothing is kept to handle; else set"
                                        + " that to reference or full"));
    }

    @Test
    void shouldSayWhatThereIsToChooseFrom() {
        assertThatThrownBy(() -> Configured.by(Map.of(CHANNEL + "payload.store", "some")))
                .hasMessageContaining("payload.store is 'some': expected one of full, reference, none");
    }
}
