package io.kafkadlq.core.payload;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.PayloadStore;
import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.api.model.PayloadRisk;
import io.kafkadlq.core.payload.TopicLook.Keeps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The topics that a channel's payloads stay in, and how long it counts on them.
 *
 * @param expireAfter how long a record may wait for its resolution
 */
record Exposure(String channel, List<TopicName> topics, Duration expireAfter) {

    /** Empty if the channel's payloads are in no topic. */
    static Optional<Exposure> of(String channel, ChannelConfig config) {
        List<TopicName> topics = Stream.concat(
                        config.deadLetterTopics().stream(), config.processing().topics().stream())
                .map(TopicName::parse)
                .toList();
        return config.payload().store() == PayloadStore.REFERENCE && !topics.isEmpty()
                ? Optional.of(new Exposure(channel, topics, config.retention().expireAfter()))
                : Optional.empty();
    }

    /** What is wrong with what these topics keep. */
    List<PayloadRisk> risks(List<Keeps> looked) {
        return looked.stream()
                .filter(topic -> topics.stream().anyMatch(ours -> ours.matches(topic.topic())))
                .flatMap(this::risk)
                .toList();
    }

    private Stream<PayloadRisk> risk(Keeps topic) {
        var details = new ArrayList<String>();
        topic.age()
                .filter(age -> age.compareTo(expireAfter) < 0)
                .ifPresent(age -> details.add("it keeps records for " + inWords(age)));
        topic.bytes().ifPresent(bytes -> details.add("it keeps at most " + bytes + " bytes of a partition"));
        if (topic.compacts()) {
            details.add("it drops a record for a later one of the same key");
        }
        return details.isEmpty()
                ? Stream.empty()
                : Stream.of(new PayloadRisk(
                        topic.topic(),
                        "Topic " + topic.topic() + " may lose payloads that channel " + channel
                                + " only refers to, and may need for " + inWords(expireAfter) + ": "
                                + String.join(", ", details) + ".",
                        remedy(topic)));
    }

    /** In days where that is exact, as people think of retention. */
    private static String inWords(Duration time) {
        long days = time.toDays();
        return time.equals(Duration.ofDays(days)) ? days + (days == 1 ? " day" : " days") : time.toString();
    }

    private String remedy(Keeps topic) {
        var ways = new ArrayList<String>();
        if (topic.compacts()) {
            ways.add("cleanup.policy to delete");
        }
        if (topic.age().filter(age -> age.compareTo(expireAfter) < 0).isPresent()) {
            ways.add("retention.ms to " + expireAfter.toMillis() + " or more");
        }
        if (topic.bytes().isPresent()) {
            ways.add("retention.bytes to -1");
        }
        return "Set " + String.join(", ", ways) + " on the topic, lower dlq.channel." + channel
                + ".retention.expire-after, or set dlq.channel." + channel + ".payload.store to full.";
    }
}
