package io.kafkadlq.core.engine;

import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.core.trace.Tracing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an application does with records, by channel.
 *
 * @param handlers of records of source topics, and of retries where there is no other for those
 * @param retryHandlers of retries
 * @param policies for retries, instead of the configured ones
 */
public record Application(
        Map<String, RecordHandler> handlers,
        Map<String, RecordHandler> retryHandlers,
        Map<String, RetryPolicy> policies) {

    public Application {
        handlers = Map.copyOf(handlers);
        retryHandlers = Map.copyOf(retryHandlers);
        policies = Map.copyOf(policies);
    }

    /** One that handles nothing. */
    public static Application none() {
        return new Application(Map.of(), Map.of(), Map.of());
    }

    /** One that handles these, and their retries. */
    public static Application handling(Map<String, RecordHandler> handlers) {
        return new Application(handlers, Map.of(), Map.of());
    }

    /** The same, with each run of a handler noted. */
    public Application noted(Tracing tracing) {
        return new Application(noted(handlers, tracing), noted(retryHandlers, tracing), policies);
    }

    private static Map<String, RecordHandler> noted(Map<String, RecordHandler> handlers, Tracing tracing) {
        var noted = new HashMap<String, RecordHandler>();
        handlers.forEach((channel, handler) -> noted.put(channel, tracing.around(channel, handler)));
        return noted;
    }

    /** Whether it has a handler at all. */
    public boolean handlesAny() {
        return !handlers.isEmpty() || !retryHandlers.isEmpty();
    }

    /** Whether its handlers are those of another. */
    public boolean handlesAs(Application other) {
        return handlers.equals(other.handlers) && retryHandlers.equals(other.retryHandlers);
    }

    Optional<RecordHandler> handler(String channel) {
        return Optional.ofNullable(handlers.get(channel));
    }

    Optional<RecordHandler> retryHandler(String channel) {
        return Optional.ofNullable(retryHandlers.get(channel)).or(() -> handler(channel));
    }

    /** Whether retries have a handler of their own beside that of source topics. */
    boolean handlesRetriesApart(String channel) {
        return handlers.containsKey(channel) && retryHandlers.containsKey(channel);
    }

    Optional<RetryPolicy> policy(String channel) {
        return Optional.ofNullable(policies.get(channel));
    }
}
