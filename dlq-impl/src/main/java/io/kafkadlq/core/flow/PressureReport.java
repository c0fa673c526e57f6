package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.PressureState;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What is told of a door's pressure: worse at once, better only after ten seconds in which it was never as bad, so that a door
 * that opens and closes with the filling of its ring is not news each time. Confined to the pulse thread.
 */
final class PressureReport {

    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** The state changed. */
    record Change(PressureState from, PressureState to) {}

    private PressureState told = PressureState.NORMAL;
    private PressureState worstSinceCalm = PressureState.NORMAL;
    private long asBadNanos;

    Optional<Change> look(long now, PressureState present) {
        if (present.compareTo(told) >= 0) {
            asBadNanos = now;
            worstSinceCalm = PressureState.NORMAL;
            return tell(present);
        }
        worstSinceCalm = present.compareTo(worstSinceCalm) > 0 ? present : worstSinceCalm;
        return now - asBadNanos < CALM_NANOS ? Optional.empty() : tellBetter(now);
    }

    private Optional<Change> tellBetter(long now) {
        PressureState better = worstSinceCalm;
        worstSinceCalm = PressureState.NORMAL;
        asBadNanos = now;
        return tell(better);
    }

    private Optional<Change> tell(PressureState state) {
        PressureState before = told;
        told = state;
        return before == state ? Optional.empty() : Optional.of(new Change(before, state));
    }
}
