package io.kafkadlq.core.config;

import io.kafkadlq.api.config.BackpressureConfig;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.PayloadStore;
import io.kafkadlq.api.config.RetriedBy;
import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.api.model.IndexedHeader;
import io.kafkadlq.core.config.SettingSource.Branch;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * What must hold of a channel beyond the type of each value.
 *
 * @param source tells under which key a wrong value was found
 * @param branch the channel's
 * @param violations where mistakes are reported
 */
record ChannelRules(SettingSource source, Branch branch, Violations violations) {

    private static final int MOST_INDEXED = 16;

    void check(ChannelConfig channel) {
        String deadLetters = source.keyOf(branch.child("dead-letter-topics"));
        String handled = source.keyOf(branch.child("processing").child("topics"));
        checkNames(channel.deadLetterTopics(), deadLetters);
        checkNames(channel.processing().topics(), handled);
        checkNames(
                channel.redrive().allowedTopics(),
                source.keyOf(branch.child("redrive").child("allowed-topics")));
        checkIndexed(channel.indexedHeaders());
        checkMarks(channel.backpressure());
        if (channel.payload().store() == PayloadStore.NONE) {
            checkNeedsNoPayload(channel);
        }
        new RetryRules(source, branch.child("retry"), violations).check(channel.retry());
        channel.processing().topics().stream()
                .filter(topic -> channel.deadLetterTopics().stream().anyMatch(other -> overlap(topic, other)))
                .forEach(topic -> violations.add(
                        handled,
                        topic,
                        "no topic of " + deadLetters + ", or dead letters would be handled and fail in circles"));
    }

    /** Each of them costs a row and two index entries a record. */
    private void checkIndexed(List<String> headers) {
        String key = source.keyOf(branch.child("indexed-headers"));
        if (headers.size() > MOST_INDEXED) {
            violations.add(key, String.join(",", headers), MOST_INDEXED + " names at the most");
        }
        headers.stream()
                .filter(name -> name.length() > IndexedHeader.MAX_LENGTH)
                .forEach(name ->
                        violations.add(key, name, "names of " + IndexedHeader.MAX_LENGTH + " characters at the most"));
    }

    /** What is not kept can be neither retried nor redriven. */
    private void checkNeedsNoPayload(ChannelConfig channel) {
        String store = source.keyOf(branch.child("payload").child("store"));
        if (!channel.redrive().allowedTopics().isEmpty()) {
            violations.add(
                    source.keyOf(branch.child("redrive").child("allowed-topics")),
                    String.join(",", channel.redrive().allowedTopics()),
                    "no topic while " + store
                            + " is none, as nothing is kept to publish; else set that to reference or full");
        }
        if (channel.retry().by() == RetriedBy.APPLICATION) {
            violations.add(
                    source.keyOf(branch.child("retry").child("by")),
                    "application",
                    "nobody while " + store
                            + " is none, as nothing is kept to handle; else set that to reference or full");
        }
    }

    /** Only what somebody set can be wrong: a low mark that nobody set gives way to the high one. */
    private void checkMarks(BackpressureConfig backpressure) {
        Branch low = branch.child("backpressure").child("low-watermark");
        if (source.find(low).isPresent() && backpressure.lowWatermark() >= backpressure.highWatermark()) {
            violations.add(
                    source.keyOf(low),
                    Double.toString(backpressure.lowWatermark()),
                    "a share below that of backpressure.high-watermark, " + backpressure.highWatermark());
        }
    }

    /** As far as it can be told: two patterns may match the same topic, or never. */
    private static boolean overlap(String one, String other) {
        return one.equals(other) || matches(one, other) || matches(other, one);
    }

    private static boolean matches(String pattern, String name) {
        return TopicName.isLegal(name)
                && wellFormed(pattern).filter(some -> some.matches(name)).isPresent();
    }

    private void checkNames(List<String> topics, String key) {
        for (String topic : topics) {
            if (topic.equals(TopicName.PATTERN_PREFIX)) {
                violations.add(key, topic, "a regular expression after pattern:");
            } else if (topic.startsWith(TopicName.PATTERN_PREFIX)) {
                checkPattern(topic, key);
            } else if (!TopicName.isLegal(topic)) {
                violations.add(key, topic, "a topic name of 1 to 249 letters, digits, ., - and _, or pattern:<regex>");
            }
        }
    }

    private void checkPattern(String topic, String key) {
        try {
            TopicName.parse(topic);
        } catch (PatternSyntaxException wrong) {
            violations.add(key, topic, "a regular expression after pattern: (" + wrong.getDescription() + ")");
        }
    }

    private static Optional<TopicName> wellFormed(String topic) {
        try {
            return Optional.of(TopicName.parse(topic));
        } catch (PatternSyntaxException reportedAlready) {
            return Optional.empty();
        }
    }
}
