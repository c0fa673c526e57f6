package io.kafkadlq.core.engine;

import io.kafkadlq.api.model.PartitionStatistics;
import java.util.List;
import java.util.Optional;

/**
 * Brings a channel's records in from outside, through the inlet it was made with. Stopping takes two steps, with the
 * pipeline's drain between them. Thread-safe.
 */
public interface RecordSource extends AutoCloseable {

    /** Starts to bring records. */
    void start();

    /** Brings no more records until {@link #resume}; those brought go on. */
    void pause();

    void resume();

    /** Whether the source is paused, has noticed it, and will bring nothing before it is resumed. */
    boolean isResting();

    /** Brings no more records, but goes on to acknowledge those that are done. */
    void quiesce();

    /** What became of each partition it has now. */
    List<PartitionStatistics> statistics();

    /** Signs of its life; empty unless it runs. */
    default Optional<SourceVitals> vitals() {
        return Optional.empty();
    }

    /** Acknowledges what is done by now, and ends. Idempotent; returns when it has. */
    @Override
    void close();
}
