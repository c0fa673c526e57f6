package io.kafkadlq.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @AfterEach
    void forget() {
        System.clearProperty("bench.records");
        System.clearProperty("bench.runs");
    }

    @Test
    void leavesTheNumberOfRecordsToTheSuite() {
        System.setProperty("bench.records", "");

        assertThat(Settings.fromSystemProperties().records()).isEmpty();
    }

    @Test
    void takesTheNumberOfRecordsThatIsSet() {
        System.setProperty("bench.records", "20_000");

        assertThat(Settings.fromSystemProperties().records()).hasValue(20_000);
    }

    @Test
    void refusesWhatSaysNothing() {
        System.setProperty("bench.runs", "1");

        assertThatThrownBy(Settings::fromSystemProperties).hasMessageContaining("bench.runs is 1");
    }

    @Test
    void refusesWhatIsNoNumber() {
        System.setProperty("bench.records", "many");

        assertThatThrownBy(Settings::fromSystemProperties).hasMessageContaining("bench.records is 'many'");
    }
}
