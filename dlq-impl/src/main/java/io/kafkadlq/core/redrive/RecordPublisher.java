package io.kafkadlq.core.redrive;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import java.util.concurrent.CompletionStage;

/** The port to Kafka's side of a redrive. */
public interface RecordPublisher extends AutoCloseable {

    /** Where Kafka has put a record. */
    record Published(String topic, int partition, long offset) {}

    /**
     * Publishes the record's key, value and timestamp with these headers. The stage completes when Kafka has acknowledged
     * the record on all in-sync replicas, and exceptionally if it has not within the configured time.
     */
    CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders headers);

    @Override
    void close();
}
