package io.kafkadlq.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GrantsTest {

    private static final long MILLI = 1_000_000;
    private static final long WINDOW = 50 * MILLI;

    /** One a millisecond until 100 ms, then two. */
    private final Grants grants = new Grants(LongStream.concat(
                    LongStream.range(0, 100).map(i -> i * MILLI),
                    LongStream.range(0, 400).map(i -> 100 * MILLI + i * MILLI / 2))
            .toArray());

    @Test
    void shouldTakeTheMeanBetweenTwoMoments() {
        assertThat(grants.meanPerSecond(0, 100 * MILLI)).isEqualTo(1_000);
        assertThat(grants.meanPerSecond(100 * MILLI, 290 * MILLI)).isEqualTo(2_000);
    }

    @Test
    void shouldLookAtAWholeNumberOfBursts() {
        // 100 at once each 100 ms, the first at 30 ms.
        var bursts = new Grants(LongStream.range(0, 1_000)
                .map(i -> 30 * MILLI + i / 100 * 100 * MILLI)
                .toArray());

        assertThat(bursts.meanPerSecond(0, 320 * MILLI)).isEqualTo(1_000);
        assertThat(bursts.meanPerSecond(0, 340 * MILLI)).isEqualTo(1_000);
    }

    @Test
    void shouldNotGuessWhatComesAfterTheLastPermit() {
        assertThat(grants.meanPerSecond(0, 300 * MILLI)).isZero();
        assertThat(new Grants(new long[0]).meanPerSecond(0, 1)).isZero();
    }

    @Test
    void shouldFindWhenAWindowBeginsThatShowsTheRate() {
        var span = new Grants.Span(0, 300 * MILLI);

        // A window with 10 ms of the old rate holds 90 permits: within a tenth.
        assertThat(grants.untilRate(span, WINDOW, 2_000, 0.1)).hasValue(90 * MILLI);
        assertThat(grants.untilRate(span, WINDOW, 1_000, 0.1)).hasValue(0);
    }

    @Test
    void shouldNotFindARateThatDoesNotComeInTime() {
        assertThat(grants.untilRate(new Grants.Span(0, 300 * MILLI), WINDOW, 5_000, 0.1))
                .isEmpty();
        assertThat(grants.untilRate(new Grants.Span(0, 139 * MILLI), WINDOW, 2_000, 0.1))
                .isEmpty();
    }

    @Test
    void shouldTakeTheAskersTogether() {
        assertThat(new Grants(new long[] {5, 7, 1, 3}).meanPerSecond(0, 6)).isEqualTo(3 * 1e9 / 6);
    }
}
