package io.kafkadlq.core.engine;

import io.kafkadlq.api.config.BatchConfig;
import io.kafkadlq.api.config.BufferConfig;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.core.batch.BatchSizes;
import io.kafkadlq.core.batch.BatchStage;
import io.kafkadlq.core.batch.SequencedBatches;
import io.kafkadlq.core.buffer.Publishers;
import io.kafkadlq.core.buffer.RingStage;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes what is between a channel's doors and the store.
 *
 * @param keepsOrder whether records of a sequence have to reach the store one after another
 */
record ChannelBuffer(String channel, ChannelConfig config, Engine.Parts parts, boolean keepsOrder) {

    /** What was made. */
    record Made(RingStage ring, BatchSizes batchSizes) {}

    Made make(InFlight inFlight, ChannelMetrics metrics) {
        var writerThreads = new NamedThreads(parts.threads(), "dlq-writer-" + channel);
        var batch = config.batch();
        if (!keepsOrder || batch.writers() == 1) {
            var stage = new BatchStage(batch, parts.storage(), inFlight, metrics, writerThreads, NanoClock.SYSTEM);
            return new Made(ring(stage, inFlight), stage);
        }
        List<BatchStage> stages = IntStream.range(0, batch.writers())
                .mapToObj(writer -> new BatchStage(
                        withOneWriter(batch), parts.storage(), inFlight, metrics, writerThreads, NanoClock.SYSTEM))
                .toList();
        var sequenced = new SequencedBatches(stages, NanoClock.SYSTEM);
        return new Made(ring(sequenced, inFlight), sequenced);
    }

    private RingStage ring(Stage batches, InFlight inFlight) {
        var ringThreads = new NamedThreads(parts.threads(), "dlq-ring-" + channel);
        // Many publishers: beside the poll threads, code may hand a failure over at any time.
        return new RingStage(
                keepsOrder ? withOneReader(config.buffer()) : config.buffer(),
                Publishers.MANY,
                batches,
                new RingStage.Parts(channel, inFlight, ringThreads, parts.cores(), NanoClock.SYSTEM));
    }

    private static BatchConfig withOneWriter(BatchConfig batch) {
        return new BatchConfig(
                batch.minSize(), batch.maxSize(), batch.targetLatency(), batch.maxAge(), 1, batch.retryPause());
    }

    /** Several would overtake each other. */
    private static BufferConfig withOneReader(BufferConfig buffer) {
        return new BufferConfig(buffer.size(), buffer.maxBytes(), buffer.waitStrategy(), 1);
    }
}
