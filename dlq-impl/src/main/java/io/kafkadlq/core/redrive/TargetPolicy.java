package io.kafkadlq.core.redrive;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.TopicName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which topics a channel's records may be published to. The topic a dead letter names as its origin is a header, and a
 * header is untrusted: without a guard, whoever may write to a dead-letter topic could have us write to any topic.
 *
 * <p>Allowed are the topics the configuration lists, the topic a dead-letter topic is named after ({@code orders} for
 * {@code orders-dlt}), and the topic a record was read from if it never was in a dead-letter topic. Never allowed are
 * Kafka's internal topics and the dead-letter topics that are read here.
 */
final class TargetPolicy {

    /** How frameworks name a dead-letter topic after a topic. */
    private static final Pattern PREFIXED =
            Pattern.compile("(?i)(?:dlq|dlt|errors?|dead-letters?|dead-letter-topic)[-._](.+)");

    private static final Pattern SUFFIXED = Pattern.compile("(?i)(.+)[-._](?:dlq|dlt|errors?|dead-letters?)");

    private final String channel;
    private final List<TopicName> allowed;
    private final List<TopicName> deadLetterTopics;

    /** @param deadLetterTopics those of all channels: from one to the next is a circle too */
    TargetPolicy(String channel, ChannelConfig config, List<TopicName> deadLetterTopics) {
        this.channel = channel;
        this.allowed =
                config.redrive().allowedTopics().stream().map(TopicName::parse).toList();
        this.deadLetterTopics = List.copyOf(deadLetterTopics);
    }

    /** Why the topic may not be published to, or nothing if it may. */
    Optional<String> objection(String target, String readFrom) {
        if (!TopicName.isLegal(target)) {
            return Optional.of("'" + printable(target) + "' is not a legal topic name");
        }
        if (target.startsWith("__")) {
            return Optional.of("Topic '" + target + "' belongs to Kafka itself");
        }
        if (matches(deadLetterTopics, target)) {
            return Optional.of(
                    "Topic '" + target + "' is read as a dead-letter topic: the record would come straight back");
        }
        boolean neverWasADeadLetter = target.equals(readFrom);
        if (neverWasADeadLetter || matches(allowed, target) || isNamedAfter(readFrom, target)) {
            return Optional.empty();
        }
        return Optional.of("Topic '" + target + "' is not allowed as a target; to allow it, add it to dlq.channel."
                + channel + ".redrive.allowed-topics");
    }

    private static boolean matches(List<TopicName> topics, String name) {
        return topics.stream().anyMatch(topic -> topic.matches(name));
    }

    private static boolean isNamedAfter(String deadLetterTopic, String target) {
        var behind = PREFIXED.matcher(deadLetterTopic);
        var before = SUFFIXED.matcher(deadLetterTopic);
        return (behind.matches() && behind.group(1).equals(target))
                || (before.matches() && before.group(1).equals(target));
    }

    private static String printable(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80) + "…";
    }
}
