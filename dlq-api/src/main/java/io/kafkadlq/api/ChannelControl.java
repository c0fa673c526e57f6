package io.kafkadlq.api;

import io.kafkadlq.api.flow.BatchBounds;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.model.ProcessingStatistics;
import java.time.Duration;

/** Stops and starts one channel's reading from Kafka, and tells what it is doing. Thread-safe. */
public interface ChannelControl {

    /** Reads no more from Kafka and claims no more retries; the consumers stay in their groups. Does nothing to a channel that is paused or stopped. */
    void pause();

    /**
     * The same, and says why in the event, the log and the problem that tell of it.
     *
     * @param reason who or what pauses it, in words, such as "by anna"
     */
    void pause(String reason);

    /** Reads on. Does nothing to a channel that runs or has stopped. */
    void resume();

    ChannelState state();

    /**
     * Pauses the channel and waits until all it has taken is handled and stored.
     *
     * @return whether it is; if not, the channel is still paused and works on
     * @throws InterruptedException if the caller is interrupted while it waits
     */
    boolean drain(Duration within) throws InterruptedException;

    ProcessingStatistics statistics();

    /** How the channel protects itself now. */
    FlowStatus flow();

    /**
     * Gives the handler another rate limit, or its first one, from now on and until the engine stops.
     *
     * @param permitsPerSecond most records a second
     * @throws IllegalArgumentException if it is not a positive finite number
     * @throws DlqException if the channel has no handler
     */
    void limitRate(double permitsPerSecond);

    /**
     * Lets the handler have as many records as it can handle.
     *
     * @throws DlqException if the channel has no handler
     */
    void unlimitRate();

    /** Between which sizes batches for the store are steered now. */
    BatchBounds batchBounds();

    /**
     * Gives batches other bounds, from now on and until the engine stops.
     *
     * @throws IllegalArgumentException if they may hold more than {@code batch.max-size}, which memory is laid out for
     */
    void boundBatches(BatchBounds bounds);

    /** Gives batches the bounds that are configured. */
    void unboundBatches();
}
