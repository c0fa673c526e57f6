package io.kafkadlq.core.engine;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.core.redrive.RecordPublisher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A publisher without Kafka. */
final class Nowhere implements RecordPublisher {

    @Override
    public CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders headers) {
        return CompletableFuture.failedStage(new IllegalStateException("no Kafka in this test"));
    }

    @Override
    public void close() {}
}
