package io.kafkadlq.api.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When the channel's handler is left alone because what it depends on does not work, and how it is found out that it
 * does again. While the breaker is open records wait; none is failed for it.
 */
public record CircuitBreakerConfig(
        @Setting(doc = "Whether a breaker guards the handler", byDefault = "true")
        boolean enabled,

        @Setting(
                doc = "Share of failed calls in the window from which on the breaker opens",
                byDefault = "0.5",
                min = "0.01",
                max = "1.0")
        double failureRate,

        @Setting(
                doc = "Failures one after another that open the breaker; not counted if absent",
                min = "1",
                max = "1000000")
        Optional<Integer> consecutiveFailures,

        @Setting(doc = "From how long on a call is slow; no call is if absent", min = "PT0.001S", max = "PT1H")
        Optional<Duration> slowCall,

        @Setting(
                doc = "Share of slow calls in the window from which on the breaker opens",
                byDefault = "0.8",
                min = "0.01",
                max = "1.0")
        double slowCallRate,

        @Setting(
                doc = "Length of the window in calls, unless circuit-breaker.window is set",
                byDefault = "100",
                min = "1",
                max = "1000000")
        int windowCalls,

        @Setting(doc = "Length of the window in time, instead of calls", min = "PT0.1S", max = "PT1H")
        Optional<Duration> window,

        @Setting(
                doc = "Calls in the window before their shares count; never more than the window holds",
                byDefault = "20",
                min = "1",
                max = "1000000")
        int minimumCalls,

        @Setting(
                doc = "How long the breaker stays open before it lets probes through",
                byDefault = "PT10S",
                min = "PT0.01S",
                max = "PT1H")
        Duration openFor,

        @Setting(
                doc = "Calls let through to find out; the same shares decide whether the breaker closes or opens again",
                byDefault = "5",
                min = "1",
                max = "10000")
        int probes,

        @Setting(doc = "Exceptions, by class name, they and their subclasses, that say nothing against the dependency")
        List<String> ignoredExceptions) {

    public CircuitBreakerConfig {
        ignoredExceptions = List.copyOf(ignoredExceptions);
    }
}
