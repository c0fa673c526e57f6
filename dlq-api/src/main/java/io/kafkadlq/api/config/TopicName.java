package io.kafkadlq.api.config;

import java.util.regex.Pattern;

/** A topic as the configuration names it: exactly, or by {@code pattern:} and a regular expression. */
public sealed interface TopicName {

    /** What makes a name a pattern. */
    String PATTERN_PREFIX = "pattern:";

    /** One topic. */
    record Exact(String name) implements TopicName {}

    /** All topics whose whole name matches. */
    record Matching(Pattern pattern) implements TopicName {}

    /** @throws java.util.regex.PatternSyntaxException if what follows the prefix is no regular expression */
    static TopicName parse(String configured) {
        return configured.startsWith(PATTERN_PREFIX)
                ? new Matching(Pattern.compile(configured.substring(PATTERN_PREFIX.length())))
                : new Exact(configured);
    }

    /** Whether Kafka would accept the name. */
    static boolean isLegal(String name) {
        return Legality.LEGAL.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    }

    /** Whether this names the topic. */
    default boolean matches(String topic) {
        return this instanceof Matching some
                ? some.pattern().matcher(topic).matches()
                : ((Exact) this).name().equals(topic);
    }

    /** Kafka's own rule for names. */
    final class Legality {

        private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

        private Legality() {}
    }
}
