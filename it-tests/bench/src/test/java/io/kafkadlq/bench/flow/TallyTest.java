package io.kafkadlq.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally(10);

    @Test
    void shouldTellWhatIsMissingAndWhatCameAgain() {
        tally.count(0);
        tally.count(2);
        tally.count(2);
        tally.count(2);

        assertThat(tally.missing(3)).isEqualTo(1);
        assertThat(tally.missing(10)).isEqualTo(8);
        assertThat(tally.repeated()).isEqualTo(2);
    }
}
