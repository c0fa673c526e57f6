package io.kafkadlq.shop;

import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** How the shop's own clients reach Kafka: the cluster that the DLQ handler uses. */
record KafkaSettings(String bootstrapServers) {

    static KafkaSettings from(Config config) {
        return new KafkaSettings(config.getValue("dlq.kafka.bootstrap.servers", String.class));
    }

    Map<String, Object> producer() {
        return Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
    }

    Map<String, Object> consumer(String group) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                group,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                50);
    }
}
