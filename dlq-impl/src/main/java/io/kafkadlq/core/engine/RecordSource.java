package io.kafkadlq.core.engine;

import io.kafkadlq.core.stage.Stage;

/** Brings a channel's dead letters in from outside. Stopping takes two steps, with the pipeline's drain between them. */
public interface RecordSource extends AutoCloseable {

    /** Starts to bring records to the stage. */
    void start(Stage head);

    /** Brings no more records, but goes on to acknowledge those that become durable. */
    void quiesce();

    /** Acknowledges what is durable by now, and ends. Idempotent; returns when it has. */
    @Override
    void close();
}
