package io.kafkadlq.api.config;

import java.time.Duration;
import java.util.Map;

/**
 * The whole configuration, read once at start.
 *
 * @param nodeId names this instance, from {@code dlq.node-id}; the host's name if absent
 * @param drainTimeout how long a stop waits for records under way, from {@code dlq.drain-timeout}
 * @param lease how long after its last sign of life an instance keeps the records it has claimed, from {@code dlq.lease}
 * @param channels by name, from {@code dlq.channels}; always holds {@value #DEFAULT_CHANNEL}
 * @param kafkaClient properties of Kafka's own clients, from {@code dlq.kafka.*}
 */
public record DlqConfig(
        String nodeId,
        Duration drainTimeout,
        Duration lease,
        StoreConfig store,
        SecurityConfig security,
        MetricsConfig metrics,
        HealthConfig health,
        TelemetryConfig telemetry,
        Map<String, ChannelConfig> channels,
        Map<String, String> kafkaClient) {

    public static final String DEFAULT_CHANNEL = "default";

    public DlqConfig {
        channels = Map.copyOf(channels);
        kafkaClient = Map.copyOf(kafkaClient);
    }

    /** Without the values of Kafka's properties, which may be secret. */
    @Override
    public String toString() {
        return "DlqConfig[nodeId=" + nodeId + ", drainTimeout=" + drainTimeout + ", lease=" + lease + ", store=" + store
                + ", security=" + security + ", metrics=" + metrics + ", health=" + health + ", telemetry=" + telemetry
                + ", channels=" + channels
                + ", kafkaClient=" + kafkaClient.keySet() + "]";
    }
}
