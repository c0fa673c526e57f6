package io.kafkadlq.bench.topic;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How Kafka's clients are set, the same for all contenders, so that none wins by a setting of the client. */
public final class Clients {

    private static final int MIB = 1024 * 1024;

    private Clients() {}

    /** As the product tunes its own consumers (io.kafkadlq.kafka.ClientSettings). */
    public static Map<String, Object> consuming(String bootstrapServers, String group) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 * MIB,
                ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                MIB,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
    }

    /** Acknowledged by all replicas, sent once, without waiting for company: for whoever writes dead letters. */
    public static Map<String, Object> deadLettering(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.BATCH_SIZE_CONFIG,
                MIB / 4,
                ProducerConfig.LINGER_MS_CONFIG,
                0);
    }

    /**
     * For filling topics. One request in flight: the first to a new partition may be refused, and were a later one taken
     * meanwhile, the broker would hold the first for out of order for ever.
     */
    public static Map<String, Object> filling(String bootstrapServers, int batchBytes) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                batchBytes,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1);
    }
}
