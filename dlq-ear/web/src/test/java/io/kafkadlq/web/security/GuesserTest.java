package io.kafkadlq.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuesserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"2001:db8:1:2::7", "2001:db8:1:2:ffff:0:0:1", "2001:0DB8:0001:0002::", "[2001:db8:1:2::7%eth0]"})
    void shouldTakeAnIpv6NetworkForOneGuesser(String address) {
        assertThat(Guesser.of(address, "admin")).isEqualTo(Guesser.of("2001:db8:1:2::1", "admin"));
    }

    @Test
    void shouldTellNetworksAndNamesApart() {
        assertThat(Guesser.of("2001:db8:1:3::1", "admin")).isNotEqualTo(Guesser.of("2001:db8:1:2::1", "admin"));
        assertThat(Guesser.of("10.0.0.1", "admin")).isNotEqualTo(Guesser.of("10.0.0.2", "admin"));
        assertThat(Guesser.of("::ffff:10.0.0.1", "admin")).isNotEqualTo(Guesser.of("::ffff:10.0.0.2", "admin"));
        assertThat(Guesser.of("10.0.0.1", "admin")).isNotEqualTo(Guesser.of("10.0.0.1", "olga"));
    }

    @Test
    void shouldBeOfOneSizeWhateverStrangersSend() {
        assertThat(Guesser.of(":::::", "x".repeat(100_000)).digest()).hasSize(64);
        assertThat(Guesser.of("unknown", "").digest()).hasSize(64);
    }
}
