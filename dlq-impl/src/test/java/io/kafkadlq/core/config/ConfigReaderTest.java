package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.config.UserConfig;
import io.kafkadlq.core.tuning.Machine;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

    private static final Machine MACHINE = new Machine(4, 1L << 30);
    private static final List<String> KAFKA = List.of("bootstrap.servers", "sasl.jaas.config", "ssl.protocol");

    private static ConfigReading reading(Map<String, String> settings) {
        return new ConfigReader(
                        key -> Optional.ofNullable(settings.get(key)),
                        KAFKA,
                        settings.keySet(),
                        () -> "host-1",
                        MACHINE)
                .read();
    }

    private static DlqConfig read(Map<String, String> settings) {
        return reading(settings).config();
    }

    private static ChannelConfig readOrders(String key, String value) {
        return read(Map.of("dlq.channels", "orders", key, value)).channels().get("orders");
    }

    private static List<String> violations(Map<String, String> settings) {
        return catchThrowableOfType(DlqConfigException.class, () -> read(settings))
                .violations();
    }

    @Nested
    class WhenNothingIsSet {

        private final DlqConfig config = read(Map.of());

        @Test
        void shouldUseTheDefaults() {
            var channel = config.channels().get("default");

            assertThat(config.nodeId()).isEqualTo("host-1");
            assertThat(config.channels()).containsOnlyKeys("default");
            assertThat(config.kafkaClient()).isEmpty();
            assertThat(config.security().adminPassword()).isEmpty();
            assertThat(config.store().type()).isEqualTo("jpa");
            assertThat(config.store().schemaManagement()).isEqualTo(SchemaManagement.CREATE_OR_UPGRADE);
            assertThat(channel.deadLetterTopics()).isEmpty();
            assertThat(channel.consumerGroup()).isEmpty();
            assertThat(channel.buffer().maxBytes()).isEqualTo(128 * 1024 * 1024);
        }

        @Test
        void shouldNameTheHost() {
            var reader = new ConfigReader(key -> Optional.empty(), KAFKA, List.of());

            assertThat(reader.read().config().nodeId()).isNotBlank();
        }
    }

    @Nested
    class WhenCodeNamesChannels {

        private static final Map<String, List<String>> DECLARED =
                Map.of("orders", List.of("orders", "pattern:o{1,2}"), "retried", List.of());

        private static Map<String, ChannelConfig> channels(Map<String, String> settings) {
            return new ConfigReader(key -> Optional.ofNullable(settings.get(key)), KAFKA, settings.keySet())
                    .read(DECLARED)
                    .config()
                    .channels();
        }

        @Test
        void shouldReadThemBesideThoseThatAreConfigured() {
            var channels = channels(Map.of("dlq.channels", "payments", "dlq.channel.retried.batch.writers", "5"));

            assertThat(channels).containsOnlyKeys("default", "payments", "orders", "retried");
            assertThat(channels.get("retried").batch().writers()).isEqualTo(5);
        }

        @Test
        void shouldTakeTheirTopicsWhereNoneAreConfigured() {
            var channels = channels(Map.of());

            assertThat(channels.get("orders").processing().topics()).containsExactly("orders", "pattern:o{1,2}");
            assertThat(channels.get("retried").processing().topics()).isEmpty();
        }

        @Test
        void shouldPreferTopicsThatAreConfigured() {
            var channels = channels(Map.of("dlq.channel.orders.processing.topics", "others"));

            assertThat(channels.get("orders").processing().topics()).containsExactly("others");
        }
    }

    @Nested
    class WhenChannelsAreNamed {

        @Test
        void shouldPreferTheChannelsOwnValueToTheDefaultOfAllChannels() {
            var channels = read(Map.of(
                            "dlq.channels", "orders,payments",
                            "dlq.channel.orders.batch.writers", "5",
                            "dlq.channel-defaults.batch.writers", "3"))
                    .channels();

            assertThat(channels.get("orders").batch().writers()).isEqualTo(5);
            assertThat(channels.get("payments").batch().writers()).isEqualTo(3);
            assertThat(channels.get("default").batch().writers()).isEqualTo(3);
        }

        @Test
        void shouldIgnoreABlankValue() {
            var channels = read(Map.of(
                            "dlq.channel.default.batch.writers", " ",
                            "dlq.channel-defaults.batch.writers", "3"))
                    .channels();

            assertThat(channels.get("default").batch().writers()).isEqualTo(3);
        }

        @Test
        void shouldKeepEscapedCommasInAList() {
            var topics = readOrders("dlq.channel.orders.dead-letter-topics", "pattern:a{1\\,3}-\\d+ , ,b")
                    .deadLetterTopics();

            assertThat(topics).containsExactly("pattern:a{1,3}-\\d+", "b");
        }

        @ParameterizedTest
        @CsvSource({"30s,PT30S", "5m,PT5M", "100ms,PT0.1S", "pt2m,PT2M", "' PT1S ',PT1S"})
        void shouldAcceptDurationsInBothNotations(String text, Duration expected) {
            assertThat(readOrders("dlq.channel.orders.redrive.timeout", text)
                            .redrive()
                            .timeout())
                    .isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"30", "-5s", "999999999999999d", "soon", "PT", "PT11M"})
        void shouldRefuseOtherDurations(String text) {
            assertThat(violations(Map.of("dlq.channel-defaults.redrive.timeout", text)))
                    .containsExactly("dlq.channel-defaults.redrive.timeout is '" + text
                            + "': expected a duration such as PT30S between PT0.1S and PT10M");
        }
    }

    @Test
    void shouldPassKafkasOwnPropertiesThrough() {
        var config = read(Map.of("dlq.kafka.bootstrap.servers", "a:9092,b:9092", "dlq.kafka.unheard.of", "x"));

        assertThat(config.kafkaClient()).isEqualTo(Map.of("bootstrap.servers", "a:9092,b:9092"));
    }

    @Test
    void shouldReadUsers() {
        var users = read(Map.of(
                        "dlq.security.users", "ann, bob@shop",
                        "dlq.security.user.ann.password", "a",
                        "dlq.security.user.bob@shop.password", "b",
                        "dlq.security.user.bob@shop.roles", "operator, payload-viewer"))
                .security()
                .users();

        assertThat(users)
                .isEqualTo(Map.of(
                        "ann", new UserConfig(Optional.of("a"), List.of("viewer")),
                        "bob@shop", new UserConfig(Optional.of("b"), List.of("operator", "payload-viewer"))));
    }

    @Nested
    class WhenValuesAreWrong {

        @Test
        void shouldReportAllMistakesAtOnceWordForWord() {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("dlq.node-id", "node 1");
            settings.put("dlq.store.schema-management", "drop");
            settings.put("dlq.store.jdbc.pool-size", "1");
            settings.put("dlq.channels", "orders,a.b");
            settings.put("dlq.channel.orders.batch.max-size", "abc");
            settings.put("dlq.channel.orders.batch.writers", "65");
            settings.put("dlq.channel.orders.buffer.max-bytes", "17179869185");
            settings.put("dlq.channel.orders.buffer.wait-strategy", "dozing");
            settings.put("dlq.channel.orders.redrive.timeout", "30");
            settings.put("dlq.channel.orders.dead-letter-topics", "orders dlt, pattern:(, pattern:, ..");
            settings.put("dlq.channel.orders.processing.topics", "orders new, pattern:a)");
            settings.put("dlq.channel.orders.tuning.preset", "fast");
            settings.put("dlq.channel.orders.tuning.records-per-second", "0");
            settings.put("dlq.channel-defaults.redrive.max-count", "-1");
            settings.put("dlq.channel-defaults.consumers", "2147483648");
            settings.put("dlq.security.users", "ann,bob,admin,c:d");
            settings.put("dlq.security.user.ann.password", "pw");
            settings.put("dlq.security.user.ann.roles", "viewer,root");

            assertThat(violations(settings))
                    .containsExactlyInAnyOrder(
                            "dlq.node-id is 'node 1': expected 1 to 100 letters, digits, ., :, - and _",
                            "dlq.store.schema-management is 'drop': expected one of create-or-upgrade, validate, none",
                            "dlq.store.jdbc.pool-size is '1': expected a whole number between 2 and 200",
                            "dlq.channels is 'a.b': expected names of 1 to 64 letters, digits, - and _",
                            "dlq.channel.orders.batch.max-size is 'abc': expected a whole number between 1 and 100000",
                            "dlq.channel.orders.batch.writers is '65': expected a whole number between 1 and 64",
                            "dlq.channel.orders.buffer.max-bytes is '17179869185': expected a whole number between"
                                    + " 1048576 and 17179869184",
                            "dlq.channel.orders.buffer.wait-strategy is 'dozing': expected one of blocking, phased,"
                                    + " sleeping, yielding, busy-spin",
                            "dlq.channel.orders.redrive.timeout is '30': expected a duration such as PT30S between"
                                    + " PT0.1S and PT10M",
                            "dlq.channel.orders.dead-letter-topics is 'orders dlt': expected a topic name of 1 to 249"
                                    + " letters, digits, ., - and _, or pattern:<regex>",
                            "dlq.channel.orders.dead-letter-topics is '..': expected a topic name of 1 to 249"
                                    + " letters, digits, ., - and _, or pattern:<regex>",
                            "dlq.channel.orders.dead-letter-topics is 'pattern:(': expected a regular expression after"
                                    + " pattern: (Unclosed group)",
                            "dlq.channel.orders.dead-letter-topics is 'pattern:': expected a regular expression after"
                                    + " pattern:",
                            "dlq.channel.orders.processing.topics is 'orders new': expected a topic name of 1 to 249"
                                    + " letters, digits, ., - and _, or pattern:<regex>",
                            "dlq.channel.orders.processing.topics is 'pattern:a)': expected a regular expression after"
                                    + " pattern: (Unmatched closing ')')",
                            "dlq.channel.orders.tuning.preset is 'fast': expected one of default, high-throughput,"
                                    + " low-latency",
                            "dlq.channel.orders.tuning.records-per-second is '0': expected a whole number between 1 and"
                                    + " 10000000",
                            "dlq.channel-defaults.redrive.max-count is '-1': expected a whole number between 0 and 1000",
                            "dlq.channel-defaults.consumers is '2147483648': expected a whole number between 0 and 64",
                            "dlq.security.users is 'admin': expected names other than admin, who is there anyway"
                                    + " (dlq.admin.password)",
                            "dlq.security.users is 'c:d': expected names of 1 to 64 letters, digits, ., @, - and _",
                            "dlq.security.user.bob.password is not set: expected a password",
                            "dlq.security.user.ann.roles is 'root': expected any of viewer, payload-viewer, operator,"
                                    + " admin");
        }

        @Test
        void shouldNotAllowABatchLargerThanTheRing() {
            var settings = Map.of(
                    "dlq.channels", "orders",
                    "dlq.channel-defaults.buffer.size", "1000",
                    "dlq.channel.orders.batch.max-size", "1025");

            assertThat(violations(settings))
                    .containsExactly("dlq.channel.orders.batch.max-size is '1025': expected at most 1024, what"
                            + " dlq.channel-defaults.buffer.size has room for");
        }

        @Test
        void shouldNotAllowSizesInTheWrongOrder() {
            var settings = Map.of(
                    "dlq.channel.default.batch.min-size", "100",
                    "dlq.channel.default.batch.max-size", "99",
                    "dlq.channel.default.buffer.size", "64");

            assertThat(violations(settings))
                    .containsExactly(
                            "dlq.channel.default.batch.min-size is '100': expected at most 99, what"
                                    + " dlq.channel.default.batch.max-size has room for",
                            "dlq.channel.default.batch.max-size is '99': expected at most 64, what"
                                    + " dlq.channel.default.buffer.size has room for");
        }

        @Test
        void shouldNotAllowALeastBatchLargerThanTheRing() {
            var settings = Map.of(
                    "dlq.channel.default.batch.min-size", "100",
                    "dlq.channel.default.buffer.size", "64");

            assertThat(violations(settings))
                    .containsExactly("dlq.channel.default.batch.min-size is '100': expected at most 64, what"
                            + " dlq.channel.default.buffer.size has room for");
        }

        @Test
        void shouldReportOnlyWhatCannotBeReadOfASize() {
            assertThat(violations(Map.of(
                            "dlq.channel.default.buffer.size", "0",
                            "dlq.channel.default.batch.max-size", "65")))
                    .containsExactly("dlq.channel.default.buffer.size is '0': expected a whole number between 64 and"
                            + " 4194304");
        }

        @ParameterizedTest
        @CsvSource({
            "orders-dlt,orders-dlt,orders-dlt",
            "pattern:.*-dlt,'orders,orders-dlt',orders-dlt",
            "orders-dlt,pattern:orders.*,pattern:orders.*",
            "pattern:x.*,pattern:x.*,pattern:x.*"
        })
        void shouldNotAllowATopicOfDeadLettersToBeHandled(String deadLetters, String handled, String violating) {
            var settings = Map.of(
                    "dlq.channel-defaults.dead-letter-topics", deadLetters,
                    "dlq.channel.default.processing.topics", handled);

            assertThat(violations(settings))
                    .containsExactly(
                            "dlq.channel.default.processing.topics is '" + violating + "': expected no topic of"
                                    + " dlq.channel-defaults.dead-letter-topics, or dead letters would be handled and fail in"
                                    + " circles");
        }

        @ParameterizedTest
        @CsvSource({
            "orders-dlt,orders",
            "pattern:orders-dlt.*,orders",
            "pattern:.*-dlt,pattern:orders.*",
            "pattern:p.*,pattern:orders.*"
        })
        void shouldAllowOtherTopicsToBeHandled(String deadLetters, String handled) {
            var channel = read(Map.of(
                            "dlq.channel.default.dead-letter-topics", deadLetters,
                            "dlq.channel.default.processing.topics", handled))
                    .channels()
                    .get("default");

            assertThat(channel.processing().topics()).containsExactly(handled);
        }

        @Test
        void shouldAllowABatchAsLargeAsTheRingRoundedUp() {
            var settings =
                    Map.of("dlq.channel.default.buffer.size", "1000", "dlq.channel.default.batch.max-size", "1024");

            assertThat(read(settings).channels().get("default").batch().maxSize())
                    .isEqualTo(1024);
        }

        @Test
        void shouldCutValuesOfAbsurdLength() {
            assertThat(violations(Map.of("dlq.node-id", "x".repeat(100_000))))
                    .singleElement()
                    .asString()
                    .hasSizeLessThan(300);
        }
    }
}
