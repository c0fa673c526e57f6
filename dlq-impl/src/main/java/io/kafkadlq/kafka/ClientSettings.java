package io.kafkadlq.kafka;

import io.kafkadlq.kafka.ClientDefault.Client;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What Kafka's clients are told: our defaults for the job, then the user's {@code dlq.kafka.*}, then what the guarantees
 * rest on and nobody may change.
 */
public final class ClientSettings {

    private static final int MIB = 1024 * 1024;
    private static final Duration KAFKAS_MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    private final Map<String, String> user;

    public ClientSettings(Map<String, String> user) {
        this.user = Map.copyOf(user);
    }

    /** Every client property that may stand behind {@code dlq.kafka.}. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(ConsumerConfig.configNames());
        names.addAll(ProducerConfig.configNames());
        return names;
    }

    /** Whether it says where Kafka is. */
    boolean isAddressed() {
        return user.containsKey(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** After such a time without a poll a group takes its consumer for dead. */
    Duration maxPollInterval() {
        // What is no number the consumer itself refuses.
        return Optional.ofNullable(user.get(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG))
                .filter(millis -> millis.matches("\\d{1,10}"))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                .orElse(KAFKAS_MAX_POLL_INTERVAL);
    }

    Map<String, Object> consumer(String group, String clientId) {
        Map<String, Object> settings = new HashMap<>(ClientDefault.of(Client.CONSUMER));
        putUsers(settings, ConsumerConfig.configNames());
        if ("consumer".equalsIgnoreCase(user.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
            // There the broker assigns, cooperatively, and refuses to be told how.
            settings.remove(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
        }
        // Consumers that shared it would fence each other.
        settings.computeIfPresent(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, (key, id) -> id + "-" + clientId);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    /** As a channel's consumers, but of no group: for reading at offsets that are known. */
    Map<String, Object> fetcher(String clientId) {
        Map<String, Object> settings = consumer("", clientId);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        // Of a group too, and refused where there is none.
        settings.remove(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);
        settings.keySet().removeIf(name -> name.startsWith("share."));
        // They are to see what a channel consumes, not the same records again.
        settings.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        // One record alone is always sent, however large; more at once would only be read in vain.
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MIB);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        // What reads ahead at a partition's end must not keep the next question waiting behind it.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        return settings;
    }

    Map<String, Object> admin(String clientId) {
        Map<String, Object> settings = new HashMap<>(ClientDefault.of(Client.ADMIN));
        putUsers(settings, AdminClientConfig.configNames());
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId);
        return settings;
    }

    Map<String, Object> producer(String clientId, Duration timeout) {
        Map<String, Object> settings = new HashMap<>(ClientDefault.of(Client.PRODUCER));
        putUsers(settings, ProducerConfig.configNames());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.toMillis() / 2);
        return settings;
    }

    private void putUsers(Map<String, Object> settings, Set<String> known) {
        user.forEach((name, value) -> {
            if (known.contains(name)) {
                settings.put(name, value);
            }
        });
    }
}
