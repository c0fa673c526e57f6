package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {

    private final UnknownKeys unknown = new UnknownKeys(
            KnownKeys.of(List.of("default", "my-orders"), List.of("ann"), List.of("bootstrap.servers")));

    private List<String> warnings(String... names) {
        return unknown.warnings(List.of(names));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dlq.node-ids | dlq.node-ids has no effect: did you mean dlq.node-id?",
                "dlq.kafka.bootstrap.server | dlq.kafka.bootstrap.server has no effect: did you mean"
                        + " dlq.kafka.bootstrap.servers?",
                "dlq.channel.my-orders.batch.maxsize | dlq.channel.my-orders.batch.maxsize has no effect: did you mean"
                        + " dlq.channel.my-orders.batch.max-size?",
                "dlq.channel.payments.consumers | dlq.channel.payments.consumers has no effect: payments is not among"
                        + " dlq.channels",
                "dlq.security.user.bob.password | dlq.security.user.bob.password has no effect: bob is not among"
                        + " dlq.security.users",
                "dlq.weather | dlq.weather has no effect: no such key",
                "DLQ_ADMIN_PASWORD | DLQ_ADMIN_PASWORD has no effect: did you mean DLQ_ADMIN_PASSWORD?"
            })
    void shouldWarnOfANameThatHasNoEffect(String name, String warning) {
        assertThat(warnings(name)).containsExactly(warning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dlq.node-id",
                "DLQ_NODE_ID",
                "dlq.node.id",
                "DLQ_CHANNEL_MY_ORDERS_BATCH_MAX_SIZE",
                "dlq.channel.my.orders.batch.max.size",
                "dlq.channel-defaults.consumers",
                "dlq.security.user.ann.roles",
                "DLQ_KAFKA_BOOTSTRAP_SERVERS",
                "DLQ_HOME",
                "java.version",
                "dlqx.node-id",
                ""
            })
    void shouldNotWarnOfANameThatHasOneOrIsNotOurs(String name) {
        assertThat(warnings(name)).isEmpty();
    }

    @Test
    void shouldNotWarnOfANameThatASourceMadeOfAnEnvironmentVariable() {
        assertThat(warnings("DLQ_HOME", "dlq.home")).isEmpty();
    }

    @Test
    void shouldWarnOnceOfASlipInTheEnvironment() {
        assertThat(warnings("dlq.node.idd", "DLQ_NODE_IDD"))
                .containsExactly("DLQ_NODE_IDD has no effect: did you mean DLQ_NODE_ID?");
    }

    @Test
    void shouldStopWarningSomewhere() {
        var names = IntStream.range(0, 1000).mapToObj(i -> "dlq.weather." + i).toArray(String[]::new);

        assertThat(warnings(names)).hasSize(50);
        assertThat(warnings("dlq." + "x".repeat(100_000))).isEmpty();
    }
}
