package io.kafkadlq.kafka.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.spi.DialectReading;
import org.junit.jupiter.api.Test;

class KafkaConnectDialectTest {

    private static final String STACK =
            "org.apache.kafka.connect.errors.DataException: orders\r\n\tat a.B.c(B.java:1)\r\n"
                    + "Caused by: org.apache.kafka.common.errors.SerializationException\r\n\tat a.D.e(D.java:2)\r\n";

    private final KafkaConnectDialect dialect = new KafkaConnectDialect();

    private DialectReading read(Letter letter) {
        return dialect.read(letter.list());
    }

    private static Letter context(String topic, String partition, String offset) {
        return new Letter()
                .text("__connect.errors.topic", topic)
                .text("__connect.errors.partition", partition)
                .text("__connect.errors.offset", offset)
                .text("__connect.errors.connector.name", "orders-sink")
                .text("__connect.errors.task.id", "0")
                .text("__connect.errors.stage", "VALUE_CONVERTER")
                .text("__connect.errors.class.name", "org.apache.kafka.connect.json.JsonConverter");
    }

    private static Letter failed(Letter context) {
        return context.text("__connect.errors.exception.class.name", "org.apache.kafka.connect.errors.DataException")
                .text("__connect.errors.exception.message", "orders")
                .text("__connect.errors.exception.stacktrace", STACK);
    }

    @Test
    void shouldReadOriginAndFailureButNotGuessTheGroup() {
        var reading = read(failed(context("orders", "2", "41")));

        assertThat(reading.origin())
                .isEqualTo(Origin.unknown().withTopic("orders").withPartition(2).withOffset(41));
        assertThat(reading.failure().exceptionClass()).contains("org.apache.kafka.connect.errors.DataException");
        assertThat(reading.failure().rootCauseClass())
                .contains("org.apache.kafka.common.errors.SerializationException");
        assertThat(reading.failure().message()).contains("orders");
        assertThat(reading.failure().stackTrace()).contains(STACK);
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void shouldAcceptANullMessage() {
        var letter = context("orders", "2", "41")
                .text("__connect.errors.exception.class.name", "java.lang.NullPointerException")
                .nothing("__connect.errors.exception.message");

        assertThat(read(letter).failure().exceptionClass()).contains("java.lang.NullPointerException");
        assertThat(read(letter).failure().message()).isEmpty();
        assertThat(read(letter).failure().rootCauseClass()).isEmpty();
        assertThat(read(letter).problems()).isEmpty();
    }

    @Test
    void shouldTakeTheOriginOfTheFirstHopAndTheFailureOfTheLast() {
        var second = context("orders-dlq", "0", "3").text("__connect.errors.exception.class.name", "second.Hop");

        var reading = read(failed(context("orders", "2", "41")).with(second));

        assertThat(reading.origin().topic()).contains("orders");
        assertThat(reading.origin().offset()).hasValue(41);
        assertThat(reading.failure().exceptionClass()).contains("second.Hop");
        assertThat(reading.failure().message()).as("that of the hop before").isEmpty();
    }

    @Test
    void shouldFlagWhatConnectWritesForAMissingRecord() {
        var reading = read(context("", "-1", "-1"));

        assertThat(reading.origin()).isEqualTo(Origin.unknown());
        assertThat(reading.problems())
                .containsExactlyInAnyOrder(
                        "__connect.errors.partition is -1 where 0 to 2147483647 is expected",
                        "__connect.errors.offset is -1 where 0 to 9223372036854775807 is expected",
                        "__connect.errors.topic holds 0 bytes where a topic name is expected");
    }

    @Test
    void shouldOwnItsPrefix() {
        assertThat(failed(context("orders", "2", "41")).list()).allMatch(header -> dialect.owns(header.name()));
        assertThat(dialect.owns("__streams.errors.topic")).isFalse();
    }
}
