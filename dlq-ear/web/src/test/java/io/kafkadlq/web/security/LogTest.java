package io.kafkadlq.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTest {

    @Test
    void shouldCleanNamesOfWhatForgesLines() {
        assertThat(Log.printable("a\nb\r\u001bc\u0085d\u2028e\u2029f\u202eg\u200bh"))
                .isEqualTo("a?b??c?d?e?f?g?h");
    }

    @Test
    void shouldKeepOrdinaryNamesAndShortenLongOnes() {
        assertThat(Log.printable("Jürgen O'Hara")).isEqualTo("Jürgen O'Hara");
        assertThat(Log.printable("x".repeat(500))).hasSize(81).endsWith("…");
    }
}
