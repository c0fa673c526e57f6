package io.kafkadlq.core.engine;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.Retrier;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.config.RetentionConfig;
import io.kafkadlq.api.config.RetryConfig;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.core.desk.Retriers;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.retry.Caretaker;
import io.kafkadlq.core.retry.ChannelRetries;
import io.kafkadlq.core.retry.ConfiguredPolicy;
import io.kafkadlq.core.retry.FailureJudge;
import io.kafkadlq.core.retry.Leases;
import io.kafkadlq.core.time.NanoClock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What all channels of an engine share for their retries: the store's schedule and this instance's leases on it. */
final class RetrySupport {

    private static final RandomGenerator JITTER =
            () -> ThreadLocalRandom.current().nextLong();

    private final DlqConfig config;
    private final Engine.Parts parts;
    private final Optional<DlqSchedule> schedule;
    private final Optional<Leases> leases;
    private final Retriers retriers;
    private final Payloads payloads;

    RetrySupport(DlqConfig config, Engine.Parts parts, Payloads payloads) {
        this.config = config;
        this.payloads = payloads;
        this.parts = parts;
        this.schedule = parts.storage().schedule();
        this.leases = schedule.map(store -> new Leases(store, config.nodeId(), config.lease(), NanoClock.SYSTEM));
        this.retriers = new Retriers(config.channels(), handledHere());
    }

    /** A handler is of no use for retries where the store cannot tell what is due. */
    private Set<String> handledHere() {
        return config.channels().keySet().stream()
                .filter(channel -> schedule.isPresent()
                        && parts.application().retryHandler(channel).isPresent())
                .collect(Collectors.toSet());
    }

    /** Who retries the dead letters of each channel. */
    Retriers retriers() {
        return retriers;
    }

    /** Whether somebody retries the dead letters of a channel, here or elsewhere. */
    boolean isRetried(String channel) {
        return retriers.isRetried(channel);
    }

    /** Whether this instance does. */
    boolean isRetriedHere(String channel) {
        return retriers.of(channel) == Retrier.THIS_INSTANCE;
    }

    /** How the channel judges failures, whoever retries them. */
    FailureJudge rules(String channel) {
        RetryConfig retry = configOf(channel);
        RetryPolicy policy = parts.application()
                .policy(channel)
                .orElseGet(() -> ConfiguredPolicy.of(retry, parts.plugins()::backoff));
        return new FailureJudge(
                policy,
                parts.classifier(),
                schedule.map(DlqSchedule::clock).orElse(parts.clock()),
                JITTER,
                config.nodeId(),
                retry.givenUpBlocks());
    }

    private RetryConfig configOf(String channel) {
        return Objects.requireNonNull(config.channels().get(channel)).retry();
    }

    /**
     * The channel's retries; empty if nobody retries its dead letters.
     *
     * @throws DlqException if somebody is to, and the store cannot tell what is due
     */
    Optional<ChannelRetries> retries(String channel, ChannelConfig channelConfig) {
        if (!isRetried(channel)) {
            return Optional.empty();
        }
        DlqSchedule due = schedule.orElseThrow(() -> new DlqException("dlq.channel." + channel
                + ".retry.by is 'application', but a store of type '"
                + config.store().type()
                + "' does not tell what is due: choose another by dlq.store.type, or set retry.by to nobody"));
        return Optional.of(new ChannelRetries(
                channel,
                channelConfig,
                new ChannelRetries.Parts(
                        due,
                        leases.orElseThrow(),
                        rules(channel),
                        parts.headers(),
                        payloads,
                        new NamedThreads(parts.threads(), "dlq-retry-" + channel),
                        NanoClock.SYSTEM)));
    }

    Caretaker caretaker() {
        Map<String, RetentionConfig> retention = config.channels().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().retention()));
        return new Caretaker(
                new Caretaker.Parts(
                        schedule, leases, parts.storage().retention(), retention, config.lease(), parts.clock()),
                new NamedThreads(parts.threads(), "dlq-care"),
                NanoClock.SYSTEM);
    }
}
