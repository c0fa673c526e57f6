package io.kafkadlq.core.config;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.core.config.SettingSource.Branch;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What must hold of a channel beyond the type of each value.
 *
 * @param source tells under which key a wrong value was found
 * @param violations where mistakes are reported
 */
record ChannelRules(SettingSource source, Violations violations) {

    static final Pattern CHANNEL_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    static final String CHANNEL_NAME_IN_WORDS = "names of 1 to 64 letters, digits, - and _";

    private static final String PATTERN = "pattern:";
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

    void checkTopics(ChannelConfig channel, Branch branch) {
        checkTopics(channel.deadLetterTopics(), branch.child("dead-letter-topics"));
        checkTopics(channel.redrive().allowedTopics(), branch.child("redrive").child("allowed-topics"));
    }

    /** A batch is taken from the ring, so one that is larger than the ring would never be full. */
    void checkSizes(ChannelConfig channel, Branch branch) {
        int room = roundedUp(channel.buffer().size());
        int batch = channel.batch().maxSize();
        if (batch <= room) {
            return;
        }
        var keys = branch.child("batch").child("max-size");
        String expected = "at most " + room + ", what "
                + source.keyOf(branch.child("buffer").child("size")) + " has room for";
        source.find(keys)
                .ifPresentOrElse(
                        found -> violations.add(found.key(), found.text(), expected),
                        () -> violations.addDefault(keys.first(), Integer.toString(batch), expected));
    }

    private void checkTopics(List<String> topics, Branch keys) {
        for (String topic : topics) {
            if (topic.startsWith(PATTERN)) {
                checkPattern(topic, source.keyOf(keys));
            } else if (!TOPIC.matcher(topic).matches()) {
                violations.add(
                        source.keyOf(keys),
                        topic,
                        "a topic name of 1 to 249 letters, digits, ., - and _, or pattern:<regex>");
            }
        }
    }

    private void checkPattern(String topic, String key) {
        String regex = topic.substring(PATTERN.length());
        if (regex.isEmpty()) {
            violations.add(key, topic, "a regular expression after pattern:");
            return;
        }
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException wrong) {
            violations.add(key, topic, "a regular expression after pattern: (" + wrong.getDescription() + ")");
        }
    }

    private static int roundedUp(int size) {
        return size <= 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }
}
