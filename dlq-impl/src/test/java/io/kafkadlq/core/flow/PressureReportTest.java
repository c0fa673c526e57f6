package io.kafkadlq.core.flow;

import static io.kafkadlq.api.flow.PressureState.CLOSED;
import static io.kafkadlq.api.flow.PressureState.NORMAL;
import static io.kafkadlq.api.flow.PressureState.SLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.flow.PressureState;
import io.kafkadlq.core.flow.PressureReport.Change;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PressureReportTest {

    private static final Duration PULSE = Duration.ofMillis(100);

    private final HandClock clock = new HandClock(Long.MAX_VALUE - 1_000_000_000L);
    private final PressureReport report = new PressureReport();

    private Optional<Change> look(PressureState state) {
        return report.look(clock.advance(PULSE).nanos(), state);
    }

    private Optional<Change> lookFor(int pulses, PressureState state) {
        Optional<Change> change = Optional.empty();
        for (int i = 0; i < pulses; i++) {
            change = change.or(() -> look(state));
        }
        return change;
    }

    @Test
    void shouldTellAtOnceThatItBecameWorse() {
        assertThat(look(NORMAL)).isEmpty();
        assertThat(look(SLOWED)).contains(new Change(NORMAL, SLOWED));
        assertThat(look(SLOWED)).isEmpty();
        assertThat(look(CLOSED)).contains(new Change(SLOWED, CLOSED));
    }

    @Test
    void shouldTellThatItBecameBetterAfterTenSeconds() {
        look(CLOSED);

        assertThat(lookFor(99, NORMAL)).isEmpty();
        assertThat(look(NORMAL)).contains(new Change(CLOSED, NORMAL));
    }

    @Test
    void shouldTellOnceOfADoorThatOpensAndClosesAgainAndAgain() {
        assertThat(look(CLOSED)).isPresent();
        for (int i = 0; i < 20; i++) {
            assertThat(lookFor(50, NORMAL)).isEmpty();
            assertThat(look(CLOSED)).isEmpty();
        }
    }

    @Test
    void shouldTellTheWorstOfTheTimeBefore() {
        look(CLOSED);
        lookFor(50, NORMAL);
        look(SLOWED);

        assertThat(lookFor(49, NORMAL)).contains(new Change(CLOSED, SLOWED));
        assertThat(lookFor(100, NORMAL)).contains(new Change(SLOWED, NORMAL));
    }
}
