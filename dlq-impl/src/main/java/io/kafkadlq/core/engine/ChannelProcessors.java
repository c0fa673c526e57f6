package io.kafkadlq.core.engine;

import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.core.dispatch.Failures;
import io.kafkadlq.core.dispatch.ParallelProcessor;
import io.kafkadlq.core.flow.CircuitBreaker;
import io.kafkadlq.core.metrics.HandlingMetrics;
import io.kafkadlq.core.retry.ConfiguredPolicy;
import io.kafkadlq.core.retry.DelayTimer;
import io.kafkadlq.core.retry.FailureJudge;
import io.kafkadlq.core.retry.InPlaceRetries;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What runs a channel's handlers: one processor for records of source topics and retries alike, so that both share workers
 * and lanes; a second one only where retries have a handler of their own.
 */
final class ChannelProcessors {

    private final ChannelConfig config;
    private final Engine.Parts engine;
    private final Parts parts;
    private final DelayTimer timer;
    private final InPlaceRetries inPlace;
    private final Optional<ParallelProcessor> main;
    private final Optional<ParallelProcessor> apart;

    /** What they share. */
    record Parts(
            String channel,
            Failures failures,
            HandlingMetrics handling,
            Optional<CircuitBreaker> breaker,
            FailureJudge rules) {}

    ChannelProcessors(ChannelConfig config, Engine.Parts engine, Parts parts) {
        this.config = config;
        this.engine = engine;
        this.parts = parts;
        this.timer = new DelayTimer(new NamedThreads(engine.threads(), "dlq-again-" + parts.channel()));
        Application application = engine.application();
        Optional<RecordHandler> first =
                application.handler(parts.channel()).or(() -> application.retryHandler(parts.channel()));
        this.inPlace = new InPlaceRetries(
                config.retry().inPlaceAttempts(),
                ConfiguredPolicy.inPlaceBackoff(config.retry(), engine.plugins()::backoff),
                parts.rules(),
                timer);
        this.main = first.map(handler -> processor(inPlace.around(handler), parts.channel()));
        this.apart = application
                .retryHandler(parts.channel())
                .filter(handler -> application.handlesRetriesApart(parts.channel()))
                .map(handler -> processor(inPlace.around(handler), parts.channel()));
    }

    private ParallelProcessor processor(RecordHandler handler, String name) {
        return new ParallelProcessor(
                config.order(),
                config.processing(),
                new ParallelProcessor.Parts(
                        name,
                        handler,
                        parts.failures(),
                        parts.handling(),
                        engine.cores(),
                        engine.threads(),
                        engine.plugins().placement(config.processing().threadPlacement()),
                        NanoClock.SYSTEM,
                        parts.breaker()));
    }

    /** For records of source topics; empty for a channel without a handler. */
    Optional<ParallelProcessor> ofTopics() {
        return main;
    }

    Optional<ParallelProcessor> ofRetries() {
        return apart.or(() -> main);
    }

    void pulse() {
        all().forEach(ParallelProcessor::pulse);
    }

    void close(Supplier<Duration> left) {
        all().forEach(processor -> processor.close(left.get()));
        timer.close();
    }

    private Stream<ParallelProcessor> all() {
        return Stream.concat(main.stream(), apart.stream());
    }
}
