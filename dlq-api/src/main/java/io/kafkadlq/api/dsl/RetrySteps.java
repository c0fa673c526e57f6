package io.kafkadlq.api.dsl;

import io.kafkadlq.api.config.RetriedBy;
import io.kafkadlq.api.config.RetryPreset;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.api.spi.CustomBackoff;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * When the channel's dead letters are handled again, and when that is given up. {@link BackoffStrategy.Custom Backoffs of one's
 * own} are known by their names, so one name is one backoff.
 *
 * <p>Names of keys are those behind {@code dlq.channel.<name>.}. Not thread-safe.
 */
public final class RetrySteps {

    private final SettingWriter settings;
    private final Consumer<CustomBackoff> customs;
    private final Map<String, String> backoffs = new LinkedHashMap<>();

    /** Channels make it. */
    public RetrySteps(SettingWriter settings, Consumer<CustomBackoff> customs) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.customs = Objects.requireNonNull(customs, "customs");
    }

    /** Who retries; {@link RetriedBy#AUTO} unless set. Sets {@code retry.by}. */
    public RetrySteps by(RetriedBy who) {
        settings.set("retry.by", who);
        return this;
    }

    /** The policy that the other steps change; {@link RetryPreset#DEFAULT} unless set. Sets {@code retry.policy}. */
    public RetrySteps preset(RetryPreset preset) {
        settings.set("retry.policy", preset);
        return this;
    }

    /** Most runs of the handler on one record, the first included; the preset's. Sets {@code retry.max-attempts}. */
    public RetrySteps maxAttempts(int runs) {
        settings.set("retry.max-attempts", runs);
        return this;
    }

    /** Age from which on a record is not retried any longer; the preset's. Sets {@code retry.max-age}. */
    public RetrySteps maxAge(Duration most) {
        settings.set("retry.max-age", most);
        return this;
    }

    /** The wait between two attempts, for all failures without one of their own; the preset's. Sets {@code retry.backoff}. */
    public RetrySteps backoff(BackoffStrategy backoff) {
        settings.set("retry.backoff", written(backoff));
        return this;
    }

    /** Another wait after failures of a kind. Adds to {@code retry.backoff-for}. */
    public RetrySteps on(ErrorType failure, BackoffStrategy backoff) {
        return on(failure.text(), backoff);
    }

    /**
     * Another wait after an exception, its subclasses and what they cause; goes before that of its kind. Adds to {@code
     * retry.backoff-for}.
     */
    public RetrySteps on(Class<? extends Throwable> failure, BackoffStrategy backoff) {
        return on(failure.getName(), backoff);
    }

    private RetrySteps on(String failure, BackoffStrategy backoff) {
        backoffs.put(failure, written(backoff));
        settings.set(
                "retry.backoff-for",
                backoffs.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
        return this;
    }

    /** Exceptions that are retried although trying again cannot help against their kind; none. Sets {@code retry.retry-on}. */
    @SafeVarargs
    public final RetrySteps retryOn(Class<? extends Throwable>... exceptions) {
        settings.set("retry.retry-on", SettingWriter.names(exceptions));
        return this;
    }

    /** Exceptions that are never retried, whatever the rest says; none. Sets {@code retry.abort-on}. */
    @SafeVarargs
    public final RetrySteps abortOn(Class<? extends Throwable>... exceptions) {
        settings.set("retry.abort-on", SettingWriter.names(exceptions));
        return this;
    }

    /**
     * The later records of a key wait behind one that was given up until a person has decided: the default. Sets {@code
     * retry.given-up-blocks}.
     */
    public RetrySteps givenUpBlocks() {
        settings.set("retry.given-up-blocks", "true");
        return this;
    }

    /** The later records of a key go on without one that was given up. Sets {@code retry.given-up-blocks}. */
    public RetrySteps givenUpLetsPass() {
        settings.set("retry.given-up-blocks", "false");
        return this;
    }

    /**
     * Further tries at once, and the wait before each, before a run of the handler counts as failed; none. Sets {@code
     * retry.in-place-attempts} and {@code retry.in-place-backoff}.
     */
    public RetrySteps inPlace(int attempts, BackoffStrategy backoff) {
        settings.set("retry.in-place-attempts", attempts);
        settings.set("retry.in-place-backoff", written(backoff));
        return this;
    }

    /** Retries at work at once; 0, the default: as many as handlers. Sets {@code retry.concurrency}. */
    public RetrySteps concurrency(int retries) {
        settings.set("retry.concurrency", retries);
        return this;
    }

    private String written(BackoffStrategy backoff) {
        if (backoff instanceof BackoffStrategy.Custom custom) {
            customs.accept(new OwnBackoff(custom));
        }
        return backoff.text();
    }

    /** A backoff that code brought, by its name. */
    private record OwnBackoff(BackoffStrategy.Custom backoff) implements CustomBackoff {

        @Override
        public String name() {
            return backoff.name();
        }

        @Override
        public Duration delayAfter(int failures) {
            return backoff.function().apply(failures);
        }
    }
}
