package io.kafkadlq.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GrantsTest {

    private static final long MILLI = 1_000_000;

    /** One a millisecond until 100 ms, then two. */
    private final Grants grants = new Grants(LongStream.concat(
                    LongStream.range(0, 100).map(i -> i * MILLI),
                    LongStream.range(0, 400).map(i -> 100 * MILLI + i * MILLI / 2))
            .toArray());

    @Test
    void shouldCountWhatCameBetweenTwoMoments() {
        assertThat(grants.perSecond(0, 100 * MILLI)).isEqualTo(1_000);
        assertThat(grants.perSecond(100 * MILLI, 300 * MILLI)).isEqualTo(2_000);
    }

    @Test
    void shouldFindWhenAWindowBeginsThatShowsTheRate() {
        // A window with 10 ms of the old rate holds 90 permits: within a tenth.
        assertThat(grants.untilRate(0, 50 * MILLI, 2_000, 0.1)).hasValue(90 * MILLI);
        assertThat(grants.untilRate(0, 50 * MILLI, 1_000, 0.1)).hasValue(0);
    }

    @Test
    void shouldNotFindARateThatNeverCame() {
        assertThat(grants.untilRate(0, 50 * MILLI, 5_000, 0.1)).isEmpty();
        assertThat(new Grants(new long[0]).untilRate(0, 50 * MILLI, 1, 0.1)).isEmpty();
    }

    @Test
    void shouldTakeTheAskersTogether() {
        assertThat(new Grants(new long[] {5, 7, 1, 3}).perSecond(0, 4)).isEqualTo(2 * 1e9 / 4);
    }
}
