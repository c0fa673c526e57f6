package io.kafkadlq.boot;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.Receipt;
import io.kafkadlq.api.Submission;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.core.engine.Engine;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An engine that belongs to whoever built it. */
final class PlainRuntime implements DlqRuntime {

    private final Engine engine;
    private final DlqHandler handler;

    PlainRuntime(Engine engine) {
        this.engine = engine;
        this.handler = engine.handler();
    }

    @Override
    public CompletionStage<Receipt> handle(ConsumerRecord<?, ?> failed, Throwable failure) {
        return handler.handle(failed, failure);
    }

    @Override
    public CompletionStage<Receipt> submit(DlqRecord deadLetter) {
        return handler.submit(deadLetter);
    }

    @Override
    public Submission tryHandle(ConsumerRecord<?, ?> failed, Throwable failure) {
        return handler.tryHandle(failed, failure);
    }

    @Override
    public Submission trySubmit(DlqRecord deadLetter) {
        return handler.trySubmit(deadLetter);
    }

    @Override
    public DlqRecord.Builder newRecord(Payload payload) {
        return handler.newRecord(payload);
    }

    @Override
    public DlqHandler channel(String name) {
        return handler.channel(name);
    }

    @Override
    public DlqDesk desk() {
        return engine.desk();
    }

    @Override
    public ChannelControl control(String channel) {
        return engine.control(channel);
    }

    @Override
    public void close() {
        engine.close();
    }
}
