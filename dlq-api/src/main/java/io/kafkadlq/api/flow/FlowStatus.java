package io.kafkadlq.api.flow;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a channel protects itself at the moment.
 *
 * @param handler empty for a channel without a handler
 * @param breaker empty without a handler or with the breaker switched off
 * @param permitsPerSecond the handler's rate limit; empty if there is none
 * @param floods the share of failures of each source topic that is in flood, by topic
 */
public record FlowStatus(
        DoorStatus store,
        Optional<DoorStatus> handler,
        Optional<BreakerStatus> breaker,
        OptionalDouble permitsPerSecond,
        Map<String, Double> floods) {

    public FlowStatus {
        floods = Map.copyOf(floods);
    }
}
