package io.kafkadlq.core.guard;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.core.redrive.RecordPublisher;
import java.util.concurrent.CompletionStage;

/** A publisher behind a guard, which is told by {@link UnavailableException} that Kafka is away. */
public final class GuardedPublisher implements RecordPublisher {

    private final RecordPublisher publisher;
    private final Guards guards;

    public GuardedPublisher(RecordPublisher publisher, Guards guards) {
        this.publisher = publisher;
        this.guards = guards;
    }

    @Override
    public CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders headers) {
        return guards.publish(() -> publisher.publish(topic, record, headers));
    }

    @Override
    public void close() {
        publisher.close();
    }
}
