package io.kafkadlq.api;

import io.kafkadlq.api.config.PayloadStore;
import io.kafkadlq.api.dsl.BackpressureSteps;
import io.kafkadlq.api.dsl.CircuitBreakerSteps;
import io.kafkadlq.api.dsl.FloodGuardSteps;
import io.kafkadlq.api.dsl.PerformanceSteps;
import io.kafkadlq.api.dsl.ProcessingSteps;
import io.kafkadlq.api.dsl.RateLimitSteps;
import io.kafkadlq.api.dsl.RedriveSteps;
import io.kafkadlq.api.dsl.RetentionSteps;
import io.kafkadlq.api.dsl.RetrySteps;
import io.kafkadlq.api.dsl.SettingWriter;
import io.kafkadlq.api.policy.RetryPolicy;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What Java code says of one channel: each step writes the configuration keys that its description names, those behind {@code
 * dlq.channel.<name>.}, or hands over an object of the application's own. Steps that several channels share are a {@code
 * Consumer<ChannelSteps>} of one's own, which {@link Consumer#andThen} joins with another.
 *
 * <p>Where a step is taken twice, the later one counts; a step for a list states all of the list. Not thread-safe.
 */
public final class ChannelSteps {

    private final String channel;
    private final DlqRuntimeBuilder builder;
    private final SettingWriter settings;
    // Kept, since it gathers the waits for some failures.
    private final RetrySteps retry;

    /**
     * Builders make it.
     *
     * @param builder takes what the steps say
     */
    public ChannelSteps(String channel, DlqRuntimeBuilder builder) {
        this.channel = Objects.requireNonNull(channel, "channel");
        this.builder = Objects.requireNonNull(builder, "builder");
        this.settings = new SettingWriter("dlq.channel." + channel, builder::setting);
        this.retry = new RetrySteps(settings, builder::plugin);
    }

    /** Topics to take dead letters from, by name or {@code pattern:<regex>}; none. Sets {@code dead-letter-topics}. */
    public ChannelSteps deadLetterTopics(String... names) {
        settings.set("dead-letter-topics", List.of(names));
        return this;
    }

    /** Consumer group that reads them; {@code dlq-<channel>} unless set. Sets {@code consumer-group}. */
    public ChannelSteps consumerGroup(String group) {
        settings.set("consumer-group", group);
        return this;
    }

    /** Consumers of them on this instance; 1, and 0 leaves them to other instances. Sets {@code consumers}. */
    public ChannelSteps consumers(int consumers) {
        settings.set("consumers", consumers);
        return this;
    }

    /** The channel starts paused, to be resumed by hand. Sets {@code initially-paused}. */
    public ChannelSteps startsPaused() {
        settings.set("initially-paused", "true");
        return this;
    }

    /** The channel starts reading: the default. Sets {@code initially-paused}. */
    public ChannelSteps startsReading() {
        settings.set("initially-paused", "false");
        return this;
    }

    /** Headers that records can be found by, 16 names at the most; none. Sets {@code indexed-headers}. */
    public ChannelSteps indexedHeaders(String... names) {
        settings.set("indexed-headers", List.of(names));
        return this;
    }

    /** What the store keeps of key, value and headers; {@link PayloadStore#FULL} unless set. Sets {@code payload.store}. */
    public ChannelSteps payload(PayloadStore kept) {
        settings.set("payload.store", kept);
        return this;
    }

    /** How fast: presets and goals, buffer, batches, threads. */
    public ChannelSteps performance(Consumer<PerformanceSteps> steps) {
        steps.accept(new PerformanceSteps(settings, builder::plugin));
        return this;
    }

    /** What happens while store or handler cannot keep up. */
    public ChannelSteps backpressure(Consumer<BackpressureSteps> steps) {
        steps.accept(new BackpressureSteps(settings, builder::plugin));
        return this;
    }

    /** How many records a second the handler gets at most. */
    public ChannelSteps rateLimit(Consumer<RateLimitSteps> steps) {
        steps.accept(new RateLimitSteps(settings));
        return this;
    }

    /** When the handler is left alone because what it depends on does not work. */
    public ChannelSteps circuitBreaker(Consumer<CircuitBreakerSteps> steps) {
        steps.accept(new CircuitBreakerSteps(settings));
        return this;
    }

    /** What happens when most of a topic fails. */
    public ChannelSteps floodGuard(Consumer<FloodGuardSteps> steps) {
        steps.accept(new FloodGuardSteps(settings));
        return this;
    }

    /** How records of source topics reach the {@linkplain #handler handler}. */
    public ChannelSteps processing(Consumer<ProcessingSteps> steps) {
        steps.accept(new ProcessingSteps(settings));
        return this;
    }

    /** When dead letters are handled again, and when that is given up. */
    public ChannelSteps retry(Consumer<RetrySteps> steps) {
        steps.accept(retry);
        return this;
    }

    /** Decides how dead letters are retried, instead of what {@code retry.*} says of attempts, age, waits and exceptions. */
    public ChannelSteps retry(RetryPolicy policy) {
        builder.retryPolicy(channel, policy);
        return this;
    }

    /** How long dead letters are kept. */
    public ChannelSteps retention(Consumer<RetentionSteps> steps) {
        steps.accept(new RetentionSteps(settings));
        return this;
    }

    /** How records are published again. */
    public ChannelSteps redrive(Consumer<RedriveSteps> steps) {
        steps.accept(new RedriveSteps(settings));
        return this;
    }

    /** Handles the records of the {@linkplain #processing source topics}, and retries unless there is a handler for those. */
    public ChannelSteps handler(RecordHandler handler) {
        builder.handler(channel, handler);
        return this;
    }

    /** A {@link #handler(RecordHandler) handler} of one record at a time. */
    public ChannelSteps handler(RecordHandler.Each handler) {
        return handler(RecordHandler.each(handler));
    }

    /** A {@link #handler(RecordHandler) handler} that says what is to become of each record. */
    public ChannelSteps handler(RecordHandler.Deciding handler) {
        return handler(RecordHandler.deciding(handler));
    }

    /** Handles the retries of the channel's dead letters, wherever they came from. */
    public ChannelSteps retryHandler(RecordHandler handler) {
        builder.retryHandler(channel, handler);
        return this;
    }

    /** A {@link #retryHandler(RecordHandler) handler of retries}, of one record at a time. */
    public ChannelSteps retryHandler(RecordHandler.Each handler) {
        return retryHandler(RecordHandler.each(handler));
    }

    /** A {@link #retryHandler(RecordHandler) handler of retries} that says what is to become of each record. */
    public ChannelSteps retryHandler(RecordHandler.Deciding handler) {
        return retryHandler(RecordHandler.deciding(handler));
    }
}
