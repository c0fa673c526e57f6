package io.kafkadlq.boot;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.config.PayloadStore;
import io.kafkadlq.api.config.ProcessingConfig;
import io.kafkadlq.api.config.RetriedBy;
import io.kafkadlq.api.config.RetryConfig;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.api.policy.BackoffStrategy.Custom;
import io.kafkadlq.core.config.FailureBackoff;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What must hold of a configuration once it is known which parts there are.
 *
 * @param handled what code says of channels
 * @param plugins what can be chosen by name
 */
record AssemblyRules(DlqConfig config, Handled handled, Plugins plugins) {

    private static final String BOOTSTRAP = "bootstrap.servers";

    /** All that is wrong; empty if the configuration can work. */
    List<String> violations() {
        Stream<Function<AssemblyRules, Stream<String>>> rules = Stream.of(
                AssemblyRules::namesGivenTwice,
                AssemblyRules::store,
                AssemblyRules::kafka,
                AssemblyRules::handlersOfNothing,
                AssemblyRules::channelsUnhandled,
                AssemblyRules::payloadsMissing,
                AssemblyRules::placements,
                AssemblyRules::strategies,
                AssemblyRules::backoffs);
        return rules.flatMap(rule -> rule.apply(this)).toList();
    }

    private Stream<String> namesGivenTwice() {
        return plugins.violations().stream();
    }

    private Stream<String> store() {
        List<String> types = plugins.storageTypes();
        return types.contains(config.store().type())
                ? Stream.empty()
                : Stream.of("dlq.store.type is '" + config.store().type()
                        + "': no such storage is on the class path; there are " + String.join(", ", types));
    }

    private Stream<String> kafka() {
        boolean reads = config.channels().values().stream()
                .anyMatch(channel -> !channel.deadLetterTopics().isEmpty()
                        || !channel.processing().topics().isEmpty());
        return reads && !config.kafkaClient().containsKey(BOOTSTRAP)
                ? Stream.of("dlq.kafka.bootstrap.servers is missing: channels with dead-letter-topics or"
                        + " processing.topics need Kafka's address, such as localhost:9092")
                : Stream.empty();
    }

    private Stream<String> handlersOfNothing() {
        Stream<String> channels = Stream.concat(handled.records().stream(), handled.retries().stream());
        return channels.distinct().sorted().flatMap(channel -> {
            ChannelConfig known = config.channels().get(channel);
            if (known == null) {
                return Stream.of("dlq.channels is without '" + channel + "', which has a handler: add it");
            }
            return handled.records().contains(channel) && isNeverCalled(known)
                    ? Stream.of("dlq.channel." + channel
                            + ".processing.topics is missing: name the topics whose records the channel's handler gets; it"
                            + " does without them only if it retries, and retry.by is nobody")
                    : Stream.empty();
        });
    }

    private static boolean isNeverCalled(ChannelConfig channel) {
        return channel.processing().topics().isEmpty() && channel.retry().by() == RetriedBy.NOBODY;
    }

    private Stream<String> channelsUnhandled() {
        return processing()
                .filter(channel -> !channel.getValue().topics().isEmpty()
                        && !handled.records().contains(channel.getKey()))
                .map(channel -> "dlq.channel." + channel.getKey() + ".processing.topics is '"
                        + String.join(",", channel.getValue().topics()) + "', but the channel has no handler"
                        + (handled.retries().contains(channel.getKey()) ? " except for retries" : "")
                        + ": give it one with @DlqConsumer or DlqHandler.builder().handler(…), or remove the key");
    }

    private Stream<String> placements() {
        List<String> names = plugins.placementNames();
        return processing()
                .filter(channel -> !names.contains(channel.getValue().threadPlacement()))
                .map(channel -> "dlq.channel." + channel.getKey() + ".processing.thread-placement is '"
                        + channel.getValue().threadPlacement() + "': expected one of " + String.join(", ", names));
    }

    private Stream<String> strategies() {
        List<String> names = plugins.strategyNames();
        return config.channels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(channel ->
                        !names.contains(channel.getValue().backpressure().strategy()))
                .map(channel -> "dlq.channel." + channel.getKey() + ".backpressure.strategy is '"
                        + channel.getValue().backpressure().strategy() + "': expected one of "
                        + String.join(", ", names));
    }

    private Stream<String> backoffs() {
        List<String> names = plugins.backoffNames();
        return config.channels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(channel -> writtenBackoffs(channel.getValue().retry())
                        .filter(written -> customName(written.getValue())
                                .filter(name -> !names.contains(name))
                                .isPresent())
                        .map(written -> "dlq.channel." + channel.getKey() + ".retry." + written.getKey() + " has '"
                                + written.getValue() + "': " + thereAre(names)));
    }

    private static String thereAre(List<String> names) {
        return names.isEmpty()
                ? "there is no CustomBackoff; put its jar beside ours, or write another backoff"
                : "expected one of custom:" + String.join(", custom:", names) + ", or another backoff";
    }

    /** By the key that each stands under. */
    private static Stream<Map.Entry<String, String>> writtenBackoffs(RetryConfig retry) {
        return Stream.concat(
                retry.backoff().stream().map(backoff -> Map.entry("backoff", backoff)),
                Stream.concat(
                        Stream.of(Map.entry("in-place-backoff", retry.inPlaceBackoff())),
                        retry.backoffFor().stream()
                                .map(entry -> Map.entry(
                                        "backoff-for",
                                        FailureBackoff.parse(entry).backoff()))));
    }

    private static Optional<String> customName(String backoff) {
        var read = BackoffStrategy.parse(backoff, name -> Optional.of(new Custom(name, failures -> Duration.ZERO)));
        return read instanceof Custom custom ? Optional.of(custom.name()) : Optional.empty();
    }

    /** A handler's retries need what such a channel does not keep. */
    private Stream<String> payloadsMissing() {
        return config.channels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(channel -> channel.getValue().payload().store() == PayloadStore.NONE
                        && channel.getValue().retry().by() == RetriedBy.AUTO
                        && (handled.records().contains(channel.getKey())
                                || handled.retries().contains(channel.getKey())))
                .map(channel ->
                        "dlq.channel." + channel.getKey() + ".payload.store is 'none', but the channel has a handler,"
                                + " which could not be given its dead letters: set it to reference or full, or set dlq.channel."
                                + channel.getKey() + ".retry.by to nobody");
    }

    private Stream<Map.Entry<String, ProcessingConfig>> processing() {
        return config.channels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(channel -> Map.entry(channel.getKey(), channel.getValue().processing()));
    }
}
