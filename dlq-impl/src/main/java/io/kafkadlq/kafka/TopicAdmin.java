package io.kafkadlq.kafka;

import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.core.payload.TopicLook;
import io.kafkadlq.core.payload.TopicLook.Keeps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks how long topics keep their records, and what they still have.
 *
 * @param firstKept told the first offset that each partition has
 */
record TopicAdmin(Admin admin, BiConsumer<TopicPartition, Long> firstKept) {

    private static final long WITHIN_SECONDS = 10;

    TopicLook look(List<TopicName> topics) throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> names = named(topics);
        lookAtBeginnings(names);
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        var keeps = new ArrayList<Keeps>();
        var hidden = new ArrayList<String>();
        for (var asked : admin.describeConfigs(resources).values().entrySet()) {
            String topic = asked.getKey().name();
            try {
                keeps.add(keeps(topic, answer(asked.getValue())));
            } catch (ExecutionException refused) {
                if (refused.getCause() instanceof AuthorizationException) {
                    hidden.add(topic);
                } else if (!(refused.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw refused;
                }
            }
        }
        return new TopicLook(keeps, hidden);
    }

    private Set<String> named(List<TopicName> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> there = answer(admin.listTopics().names());
        Set<String> names = new TreeSet<>();
        for (TopicName topic : topics) {
            if (topic instanceof TopicName.Exact exact) {
                // Whoever may not see it is told so, and what is not there yet will be.
                names.add(exact.name());
            } else {
                there.stream().filter(topic::matches).forEach(names::add);
            }
        }
        return names;
    }

    private void lookAtBeginnings(Set<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        for (KafkaFuture<TopicDescription> asked :
                admin.describeTopics(topics).topicNameValues().values()) {
            try {
                TopicDescription topic = answer(asked);
                topic.partitions()
                        .forEach(partition -> earliest.put(
                                new TopicPartition(topic.name(), partition.partition()), OffsetSpec.earliest()));
            } catch (ExecutionException notToldOfThisOne) {
                // Without it a list cannot say that a payload is gone; whoever fetches it is told.
                continue;
            }
        }
        var offsets = admin.listOffsets(earliest);
        for (TopicPartition partition : earliest.keySet()) {
            try {
                firstKept.accept(
                        partition, answer(offsets.partitionResult(partition)).offset());
            } catch (ExecutionException notToldOfThisOne) {
                continue;
            }
        }
    }

    private static <T> T answer(KafkaFuture<T> asked)
            throws InterruptedException, ExecutionException, TimeoutException {
        return asked.get(WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    private static Keeps keeps(String topic, Config config) {
        String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        boolean deletes = policy.contains(TopicConfig.CLEANUP_POLICY_DELETE);
        return new Keeps(
                topic,
                bound(config, TopicConfig.RETENTION_MS_CONFIG, deletes).map(Duration::ofMillis),
                bound(config, TopicConfig.RETENTION_BYTES_CONFIG, deletes)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private static Optional<Long> bound(Config config, String key, boolean deletes) {
        return Optional.of(Long.parseLong(config.get(key).value())).filter(bound -> deletes && bound >= 0);
    }
}
