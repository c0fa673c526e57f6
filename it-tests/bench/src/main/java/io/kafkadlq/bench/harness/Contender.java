package io.kafkadlq.bench.harness;

import java.time.Duration;
import java.util.Optional;

/** Something that does a scene's work, ours or another's, to be compared with the others of the scene. */
public interface Contender {

    /** As {@code system} in the results: {@code limit}, {@code ours} or a peer's name, with a variant behind a slash. */
    String name();

    /** The contender of the same scene that ours can at best equal; empty if it is such a limit itself. */
    Optional<String> limit();

    /**
     * Does the work once, from an empty store and with a consumer group of its own. What prepares or checks the run is
     * outside of its clock.
     *
     * @param bound where the clock stops even if there is work left; the figures are then of what was done
     */
    Run run(Duration bound);
}
