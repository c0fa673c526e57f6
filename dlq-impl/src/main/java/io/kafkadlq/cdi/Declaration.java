package io.kafkadlq.cdi;

import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.core.config.ChannelName;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * What one annotation says of one method of a bean.
 *
 * @param topics that it names, if it is a consumer
 */
record Declaration(Kind kind, String channel, List<String> topics, FoundBean bean, Method method) {

    /** Which annotation. */
    enum Kind {
        CONSUMER("@DlqConsumer"),
        RETRY("@RetryHandler"),
        DEAD_LETTERED("@DeadLettered");

        private final String annotation;

        Kind(String annotation) {
            this.annotation = annotation;
        }

        @Override
        public String toString() {
            return annotation;
        }
    }

    Signature signature() {
        return new Signature(method);
    }

    /** All that is wrong with it whatever the configuration says; each a whole text. */
    Stream<String> problems() {
        Stream<Optional<String>> found = kind == Kind.DEAD_LETTERED
                ? Stream.of(signature().inaccessible())
                : Stream.of(signature().inaccessible(), signature().unfit(), unreachable());
        return Stream.concat(
                        found.flatMap(Optional::stream),
                        Stream.concat(
                                illegalChannel(channel).stream(),
                                topics.stream().flatMap(Declaration::illegalTopic)))
                .map(what -> this + " " + what);
    }

    private Optional<String> unreachable() {
        return bean.type().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "is on a bean that is known by its interfaces alone: make its class one of the bean's types,"
                                + " by @LocalBean on an enterprise bean, or by removing @Typed");
    }

    static Optional<String> illegalChannel(String channel) {
        return ChannelName.isLegal(channel)
                ? Optional.empty()
                : Optional.of("names the channel '" + channel + "': expected " + ChannelName.RULE);
    }

    static boolean isLegalTopic(String topic) {
        return illegalTopic(topic).findAny().isEmpty();
    }

    private static Stream<String> illegalTopic(String topic) {
        try {
            return TopicName.parse(topic) instanceof TopicName.Matching || TopicName.isLegal(topic)
                    ? Stream.empty()
                    : Stream.of("names the topic '" + topic
                            + "': expected 1 to 249 letters, digits, ., - and _, or pattern:<regex>");
        } catch (PatternSyntaxException wrong) {
            return Stream.of("names the topic '" + topic + "': expected a regular expression after pattern: ("
                    + wrong.getDescription() + ")");
        }
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return inWords(kind, method);
    }

    static String inWords(Kind kind, Method method) {
        return kind + " method " + method.getDeclaringClass().getName() + "." + method.getName();
    }
}
