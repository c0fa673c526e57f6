package io.kafkadlq.core.config;

import io.kafkadlq.api.ChannelSteps;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.DlqRuntimeBuilder;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.api.spi.CustomBackoff;
import io.kafkadlq.api.spi.FailureClassifier;
import io.kafkadlq.api.spi.ThreadPlacement;
import io.kafkadlq.api.store.DlqStorageFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** A builder that only remembers the settings that steps write. */
final class RecordingBuilder implements DlqRuntimeBuilder {

    private final Map<String, String> settings = new TreeMap<>();

    Map<String, String> settings() {
        return settings;
    }

    @Override
    public DlqRuntimeBuilder setting(String key, String value) {
        settings.put(key, value);
        return this;
    }

    @Override
    public DlqRuntimeBuilder channel(String name, Consumer<ChannelSteps> steps) {
        steps.accept(new ChannelSteps(name, this));
        return this;
    }

    @Override
    public DlqRuntimeBuilder plugin(BackpressureStrategy strategy) {
        return this;
    }

    @Override
    public DlqRuntimeBuilder plugin(CustomBackoff backoff) {
        return this;
    }

    @Override
    public DlqRuntimeBuilder plugin(ThreadPlacement placement) {
        return this;
    }

    @Override
    public DlqRuntimeBuilder plugin(DlqStorageFactory factory) {
        return this;
    }

    @Override
    public DlqRuntimeBuilder classifier(FailureClassifier classifier) {
        return this;
    }

    @Override
    public DlqRuntimeBuilder handler(String channel, RecordHandler handler) {
        return this;
    }

    @Override
    public DlqRuntimeBuilder retryHandler(String channel, RecordHandler handler) {
        return this;
    }

    @Override
    public DlqRuntimeBuilder retryPolicy(String channel, RetryPolicy policy) {
        return this;
    }

    @Override
    public DlqRuntimeBuilder listener(Consumer<DlqEvent> listener) {
        return this;
    }

    @Override
    public <E extends DlqEvent> DlqRuntimeBuilder listener(Class<E> kind, Consumer<? super E> listener) {
        return this;
    }

    @Override
    public DlqRuntimeBuilder threads(ThreadFactory factory) {
        return this;
    }

    @Override
    public DlqRuntime build() {
        throw new UnsupportedOperationException("it only remembers");
    }
}
