package io.kafkadlq.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.core.config.Configured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssemblyRulesTest {

    private static final Map<String, String> TOPICS = Map.of("processing.topics", "orders");
    private static final Map<String, String> NO_RETRIES = Map.of("retry.by", "nobody");
    private static final Set<String> ORDERS = Set.of("orders");

    private static List<String> violations(Map<String, String> channel, Handled handled) {
        Map<String, String> settings = new HashMap<>(Map.of("dlq.channels", "orders", "dlq.store.type", "memory"));
        channel.forEach((key, value) -> settings.put("dlq.channel.orders." + key, value));
        return new AssemblyRules(Configured.by(settings), handled, Plugins.besideUs())
                .violations().stream()
                        .filter(violation -> !violation.startsWith("dlq.kafka.bootstrap.servers"))
                        .toList();
    }

    private static Handled records(Set<String> channels) {
        return new Handled(channels, Set.of(), Map.of());
    }

    private static Handled retries(Set<String> channels) {
        return new Handled(Set.of(), channels, Map.of());
    }

    @Test
    void shouldAllowAHandlerWithTopics() {
        assertThat(violations(TOPICS, records(ORDERS))).isEmpty();
    }

    @Test
    void shouldAllowAHandlerWithoutTopicsThatRetries() {
        assertThat(violations(Map.of(), records(ORDERS))).isEmpty();
        assertThat(violations(Map.of(), retries(ORDERS))).isEmpty();
    }

    @Test
    void shouldNotAllowAHandlerThatIsNeverCalled() {
        assertThat(violations(NO_RETRIES, records(ORDERS)))
                .containsExactly("dlq.channel.orders.processing.topics is missing: name the topics whose records the"
                        + " channel's handler gets; it does without them only if it retries, and retry.by is nobody");
    }

    @Test
    void shouldLetRetriesBeTurnedOffByConfigurationAlone() {
        assertThat(violations(NO_RETRIES, retries(ORDERS))).isEmpty();
    }

    @Test
    void shouldNotTakeAHandlerOfRetriesForOneOfRecords() {
        assertThat(violations(TOPICS, retries(ORDERS)))
                .containsExactly(
                        "dlq.channel.orders.processing.topics is 'orders', but the channel has no handler except"
                                + " for retries: give it one with @DlqConsumer or DlqHandler.builder().handler(…), or remove the"
                                + " key");
        assertThat(violations(TOPICS, records(Set.of())))
                .singleElement()
                .asString()
                .contains("has no handler: give it");
    }

    @Test
    void shouldNotAllowAHandlerWhoseDeadLettersAreNotKept() {
        Map<String, String> none = Map.of("payload.store", "none");
        String violation =
                "dlq.channel.orders.payload.store is 'none', but the channel has a handler, which could not be"
                        + " given its dead letters: set it to reference or full, or set dlq.channel.orders.retry.by to nobody";

        assertThat(violations(none, retries(ORDERS))).containsExactly(violation);
        assertThat(violations(none, records(ORDERS))).containsExactly(violation);
        assertThat(violations(none, records(Set.of()))).isEmpty();
        assertThat(violations(
                        Map.of("payload.store", "none", "retry.by", "nobody", "processing.topics", "orders"),
                        records(ORDERS)))
                .isEmpty();
        assertThat(violations(Map.of("payload.store", "reference"), records(ORDERS)))
                .isEmpty();
    }

    @Test
    void shouldNotAllowHandlersOfUnknownChannels() {
        assertThat(violations(Map.of(), records(Set.of("odrers"))))
                .containsExactly("dlq.channels is without 'odrers', which has a handler: add it");
        assertThat(violations(Map.of(), retries(Set.of("odrers"))))
                .containsExactly("dlq.channels is without 'odrers', which has a handler: add it");
    }
}
