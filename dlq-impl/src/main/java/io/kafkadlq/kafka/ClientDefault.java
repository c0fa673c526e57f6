package io.kafkadlq.kafka;

import static io.kafkadlq.kafka.ClientDefault.Client.ADMIN;
import static io.kafkadlq.kafka.ClientDefault.Client.CONSUMER;
import static io.kafkadlq.kafka.ClientDefault.Client.PRODUCER;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * A property that our clients of Kafka have another value of than Kafka's own; {@code dlq.kafka.*} goes before it.
 *
 * @param why in a line, for the reference table
 */
record ClientDefault(Client client, String name, String value, String why) {

    /** Which of Kafka's clients. */
    enum Client {
        /** Of channels' topics. */
        CONSUMER,
        /** Of redrives. */
        PRODUCER,
        /** Of questions about topics. */
        ADMIN
    }

    private static final String MIB_4 = "4194304";
    private static final String MIB_64 = "67108864";

    static final List<ClientDefault> ALL = List.of(
            new ClientDefault(
                    CONSUMER,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    "A dead letter that is older than its first reader is taken in too"),
            new ClientDefault(
                    CONSUMER,
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    "What an aborted transaction wrote is no dead letter"),
            new ClientDefault(
                    CONSUMER,
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    CooperativeStickyAssignor.class.getName(),
                    "A rebalance stops only the partitions that move; not with group.protocol=consumer, where the broker"
                            + " assigns so anyway"),
            new ClientDefault(
                    CONSUMER,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    "2000",
                    "Two of the store's largest batches a poll"),
            new ClientDefault(
                    CONSUMER,
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    MIB_4,
                    "Thousands of records of 1 KiB a fetch"),
            new ClientDefault(
                    CONSUMER, ConsumerConfig.RECEIVE_BUFFER_CONFIG, "1048576", "Lets such a fetch come in at once"),
            new ClientDefault(
                    CONSUMER,
                    ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                    "30000",
                    "New topics that a pattern matches, and new partitions, are read after half a minute"),
            new ClientDefault(
                    CONSUMER,
                    ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    "5000",
                    "A broker that comes back is found within seconds, and not hammered until then"),
            new ClientDefault(
                    PRODUCER,
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    MIB_64,
                    "Whatever Kafka let in once can be published again"),
            new ClientDefault(PRODUCER, ProducerConfig.BUFFER_MEMORY_CONFIG, MIB_64, "One of those"),
            new ClientDefault(
                    PRODUCER,
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    "262144",
                    "Redrives that are under way together go together"),
            new ClientDefault(PRODUCER, ProducerConfig.LINGER_MS_CONFIG, "0", "A person waits for the acknowledgement"),
            new ClientDefault(
                    PRODUCER,
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "none",
                    "As Kafka's own: consumers of the topic may not know every codec"),
            new ClientDefault(
                    PRODUCER, ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "5000", "As with the consumers"),
            new ClientDefault(
                    ADMIN,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    "10000",
                    "Whoever asks is told within seconds that Kafka does not answer"),
            new ClientDefault(
                    ADMIN, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000", "Leaves time for a second try"));

    static Map<String, Object> of(Client client) {
        return ALL.stream()
                .filter(known -> known.client() == client)
                .collect(Collectors.toMap(ClientDefault::name, ClientDefault::value));
    }
}
