package io.kafkadlq.api.dsl;

import java.time.Duration;
import java.util.Objects;

/**
 * When the channel's handler is left alone because what it depends on does not work, and how it is found out that it does
 * again. On unless {@link #off}. Shares are numbers from 0 to 1.
 *
 * <p>Names of keys are those behind {@code dlq.channel.<name>.}. Not thread-safe.
 */
public final class CircuitBreakerSteps {

    private final SettingWriter settings;

    /** Channels make it. */
    public CircuitBreakerSteps(SettingWriter settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** A breaker guards the handler: the default. Sets {@code circuit-breaker.enabled}. */
    public CircuitBreakerSteps on() {
        settings.set("circuit-breaker.enabled", "true");
        return this;
    }

    /** No breaker guards the handler. Sets {@code circuit-breaker.enabled}. */
    public CircuitBreakerSteps off() {
        settings.set("circuit-breaker.enabled", "false");
        return this;
    }

    /** Share of failed calls in the window from which on it opens; 0.5. Sets {@code circuit-breaker.failure-rate}. */
    public CircuitBreakerSteps failureRate(double share) {
        settings.set("circuit-breaker.failure-rate", share);
        return this;
    }

    /**
     * Failures one after another that open it; not counted unless set. Sets {@code circuit-breaker.consecutive-failures}.
     */
    public CircuitBreakerSteps consecutiveFailures(int failures) {
        settings.set("circuit-breaker.consecutive-failures", failures);
        return this;
    }

    /** From how long on a call is slow; no call is unless set. Sets {@code circuit-breaker.slow-call}. */
    public CircuitBreakerSteps slowCall(Duration from) {
        settings.set("circuit-breaker.slow-call", from);
        return this;
    }

    /** Share of slow calls in the window from which on it opens; 0.8. Sets {@code circuit-breaker.slow-call-rate}. */
    public CircuitBreakerSteps slowCallRate(double share) {
        settings.set("circuit-breaker.slow-call-rate", share);
        return this;
    }

    /** Length of the window in calls; 100. Sets {@code circuit-breaker.window-calls}. */
    public CircuitBreakerSteps windowCalls(int calls) {
        settings.set("circuit-breaker.window-calls", calls);
        return this;
    }

    /** Length of the window in time, instead of calls. Sets {@code circuit-breaker.window}. */
    public CircuitBreakerSteps window(Duration length) {
        settings.set("circuit-breaker.window", length);
        return this;
    }

    /** Calls in the window before their shares count; 20. Sets {@code circuit-breaker.minimum-calls}. */
    public CircuitBreakerSteps minimumCalls(int calls) {
        settings.set("circuit-breaker.minimum-calls", calls);
        return this;
    }

    /** How long it stays open before it lets probes through; 10 s. Sets {@code circuit-breaker.open-for}. */
    public CircuitBreakerSteps openFor(Duration time) {
        settings.set("circuit-breaker.open-for", time);
        return this;
    }

    /** Calls let through to find out; 5. Sets {@code circuit-breaker.probes}. */
    public CircuitBreakerSteps probes(int calls) {
        settings.set("circuit-breaker.probes", calls);
        return this;
    }

    /**
     * Exceptions, with their subclasses, that say nothing against the dependency; none unless set. Sets {@code
     * circuit-breaker.ignored-exceptions}.
     */
    @SafeVarargs
    public final CircuitBreakerSteps ignore(Class<? extends Throwable>... exceptions) {
        settings.set("circuit-breaker.ignored-exceptions", SettingWriter.names(exceptions));
        return this;
    }
}
