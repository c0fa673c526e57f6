package io.kafkadlq.core.payload;

import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.api.model.Source;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Where records lie that dead letters only point to. Thread-safe.
 *
 * <p>No method blocks its caller. One fetch or look at a time is under way, each for half a minute at most; what is asked for
 * meanwhile begins after it. Stages complete on a thread of the source, which must not be kept for long.
 */
public interface PayloadSource extends AutoCloseable {

    /**
     * Reads many records in one go. Whoever asks for many at once has to see that their bytes fit into memory.
     *
     * @param places exactly where each lies; a timestamp that is known must be that of the record found there
     * @return what came of each, in the same order; the stage completes normally
     */
    CompletionStage<List<Fetched>> fetch(List<Source> places);

    /** The first offset that a partition still had when it was last looked at; empty if it never was. */
    OptionalLong firstKept(String topic, int partition);

    /**
     * How long those of these topics that there are keep their records; looks at what each
     * partition still has, too. The stage fails if Kafka does not answer.
     */
    CompletionStage<TopicLook> look(List<TopicName> topics);

    /** Answers what waits as unavailable, and lets go of all resources. Idempotent. */
    @Override
    void close();
}
