package io.kafkadlq.kafka.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.spi.DialectReading;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpringClassicDialectTest {

    private static final String WRAPPER = "org.springframework.kafka.listener.ListenerExecutionFailedException";
    private static final String STACK = WRAPPER
            + ": Listener method 'book' threw exception; stock is gone\n\tat a.B.c(B.java:1)\n"
            + "\tSuppressed: java.io.IOException: closing\n"
            + "\tCaused by: java.lang.Error: not me either\n"
            + "Caused by: shop.OutOfStock: stock is gone\n\tat shop.Stock.take(Stock.java:7)\n\t... 3 more\n"
            + "Caused by: java.sql.SQLException: no row\n\tat h2.Row.get(Row.java:9)\n\t... 4 more\n";

    private final SpringClassicDialect dialect = new SpringClassicDialect();

    private static Letter hop(String topic, int partition, long offset) {
        return new Letter()
                .text("kafka_dlt-exception-fqcn", WRAPPER)
                .text("kafka_dlt-exception-cause-fqcn", "shop.OutOfStock")
                .text("kafka_dlt-exception-message", "Listener method 'book' threw exception; stock is gone")
                .text("kafka_dlt-exception-stacktrace", STACK)
                .text("kafka_dlt-original-topic", topic)
                .int32("kafka_dlt-original-partition", partition)
                .int64("kafka_dlt-original-offset", offset)
                .int64("kafka_dlt-original-timestamp", 1_700_000_000_000L)
                .text("kafka_dlt-original-timestamp-type", "CreateTime")
                .text("kafka_dlt-original-consumer-group", "booking");
    }

    private DialectReading read(Letter letter) {
        return dialect.read(letter.list());
    }

    @Test
    void shouldReadTheBytesThatSpringWrites() {
        var letter = new Letter()
                .bytes("kafka_deliveryAttempt", 0, 0, 0, 3)
                .text("kafka_dlt-original-topic", "orders")
                .bytes("kafka_dlt-original-partition", 0x31, 0x32, 0x33, 0x34)
                .bytes("kafka_dlt-original-offset", 0, 0, 0, 0, 0, 0, 0x49, 0x9A)
                .bytes("kafka_dlt-original-timestamp", 0, 0, 0x01, 0x8B, 0xCF, 0xE5, 0x68, 0x00);

        var reading = read(letter);

        assertThat(reading.origin())
                .isEqualTo(Origin.unknown()
                        .withTopic("orders")
                        .withPartition(825_373_492)
                        .withOffset(18_842)
                        .withTimestampMillis(1_700_000_000_000L));
        assertThat(reading.failure().deliveries()).hasValue(3);
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void shouldReadOriginAndFailure() {
        var reading = read(hop("orders", 3, 18_842));

        assertThat(reading.origin().timestamp()).contains(Instant.ofEpochMilli(1_700_000_000_000L));
        assertThat(reading.origin().group()).contains("booking");
        assertThat(reading.failure().exceptionClass()).contains(WRAPPER);
        assertThat(reading.failure().message()).contains("Listener method 'book' threw exception; stock is gone");
        assertThat(reading.failure().stackTrace()).contains(STACK);
        assertThat(reading.failure().deliveries()).isEmpty();
        assertThat(reading.redriveCount()).isZero();
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void shouldNameTheDeepestCauseOfTheStackTraceAndNotThatOfASuppressedException() {
        assertThat(read(hop("orders", 3, 18_842)).failure().rootCauseClass()).contains("java.sql.SQLException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.B: b\n\tat a.B.c(B.java)",
                "a.B: b\nCaused by: [CIRCULAR REFERENCE: a.B: b]\n",
                "a.B: b\nCaused by: it was raining: hard",
                "a.B: b\nCaused by: ",
                "Caused by: a.C: not at the start of a line"
            })
    void shouldNameTheCauseInTheHeaderIfTheStackTraceIsNotCertain(String stack) {
        var letter = new Letter()
                .text("kafka_dlt-exception-fqcn", WRAPPER)
                .text("kafka_dlt-exception-cause-fqcn", "shop.OutOfStock")
                .text("kafka_dlt-exception-stacktrace", stack);

        assertThat(read(letter).failure().rootCauseClass()).contains("shop.OutOfStock");
    }

    @Test
    void shouldNotReadAnEndlessStackTraceAtIntake() {
        var letter = new Letter()
                .text(
                        "kafka_dlt-exception-stacktrace",
                        "x".repeat(65 * 1024) + "\nCaused by: a.B: c\n\tat a.B.c(B.java)");

        assertThat(read(letter).failure().rootCauseClass()).isEmpty();
        assertThat(read(letter).failure().stackTrace().orElseThrow())
                .hasSizeLessThan(Failure.MAX_STACK_TRACE_BYTES + 64);
    }

    @Test
    void shouldReadTheFailureOfAKey() {
        var deserialization = "org.springframework.kafka.support.serializer.DeserializationException";
        var letter = new Letter()
                .text("kafka_dlt-key-exception-fqcn", deserialization)
                .text("kafka_dlt-exception-cause-fqcn", deserialization)
                .text("kafka_dlt-key-exception-message", "failed to deserialize")
                .text("kafka_dlt-key-exception-stacktrace", deserialization + ": failed to deserialize\n");

        var failure = read(letter).failure();

        assertThat(failure.exceptionClass()).contains(deserialization);
        assertThat(failure.rootCauseClass()).contains(deserialization);
        assertThat(failure.message()).contains("failed to deserialize");
        assertThat(failure.stackTrace()).contains(deserialization + ": failed to deserialize\n");
    }

    @Nested
    class WhenTheRecordWasDeadLetteredTwice {

        @Test
        void shouldTakeTheOriginOfTheFirstHopAndTheFailureOfTheLast() {
            var letter = hop("orders", 3, 18_842)
                    .with(hop("orders-retry", 1, 7).text("kafka_dlt-exception-fqcn", "second.Hop"));

            var reading = read(letter);

            assertThat(reading.origin().topic()).contains("orders");
            assertThat(reading.origin().partition()).hasValue(3);
            assertThat(reading.origin().offset()).hasValue(18_842);
            assertThat(reading.failure().exceptionClass()).contains("second.Hop");
        }

        @Test
        void shouldNotGiveTheFirstHopTheGroupOfTheSecond() {
            var letter = new Letter()
                    .text("kafka_dlt-original-topic", "orders")
                    .int32("kafka_dlt-original-partition", 3)
                    .text("kafka_dlt-original-topic", "orders-dlt")
                    .int32("kafka_dlt-original-partition", 1)
                    .text("kafka_dlt-original-consumer-group", "rescue");

            assertThat(read(letter).origin())
                    .isEqualTo(Origin.unknown().withTopic("orders").withPartition(3));
        }

        @Test
        void shouldNotGiveTheLastHopTheDeliveriesOfTheFirst() {
            var counted = new Letter().int32("kafka_deliveryAttempt", 10).with(hop("orders", 3, 18_842));

            assertThat(read(counted).failure().deliveries()).hasValue(10);
            assertThat(read(counted.with(hop("orders-dlt", 1, 7))).failure().deliveries())
                    .isEmpty();
        }

        @Test
        void shouldNotGiveTheLastHopTheCauseOfTheFirst() {
            var letter = new Letter()
                    .text("kafka_dlt-exception-fqcn", WRAPPER)
                    .text("kafka_dlt-exception-cause-fqcn", "shop.OutOfStock")
                    .text("kafka_dlt-exception-fqcn", "second.Hop");

            assertThat(read(letter).failure().exceptionClass()).contains("second.Hop");
            assertThat(read(letter).failure().rootCauseClass()).isEmpty();
        }
    }

    @Nested
    class WhenAHeaderIsMalformed {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "3 | kafka_dlt-original-partition holds 3 bytes where 4 are expected",
                    "1 | kafka_dlt-original-partition holds 1 byte where 4 are expected",
                    "0 | kafka_dlt-original-partition holds 0 bytes where 4 are expected"
                })
        void shouldSayHowManyBytesItHolds(int size, String problem) {
            var reading = read(new Letter().raw("kafka_dlt-original-partition", new byte[size]));

            assertThat(reading.origin()).isEqualTo(Origin.unknown());
            assertThat(reading.problems()).containsExactly(problem);
        }

        @Test
        void shouldNotTakeNullForANumberOrAName() {
            var letter = new Letter()
                    .nothing("kafka_dlt-original-topic")
                    .nothing("kafka_dlt-original-partition")
                    .nothing("kafka_dlt-original-offset")
                    .nothing("kafka_dlt-original-consumer-group")
                    .nothing("kafka_dlt-exception-message");

            var reading = read(letter);

            assertThat(reading.origin()).isEqualTo(Origin.unknown());
            assertThat(reading.failure()).isEqualTo(Failure.unexplained());
            assertThat(reading.problems())
                    .containsExactlyInAnyOrder(
                            "kafka_dlt-original-topic holds null where a topic name is expected",
                            "kafka_dlt-original-partition holds null where 4 are expected",
                            "kafka_dlt-original-offset holds null where 8 are expected",
                            "kafka_dlt-original-consumer-group holds null where a consumer group is expected");
        }

        @Test
        void shouldNotBelieveNegativeOrAbsurdNumbers() {
            var letter = new Letter()
                    .int32("kafka_dlt-original-partition", -7)
                    .int64("kafka_dlt-original-offset", Long.MIN_VALUE)
                    .int64("kafka_dlt-original-timestamp", Long.MAX_VALUE)
                    .int32("kafka_deliveryAttempt", Integer.MAX_VALUE);

            var reading = read(letter);

            assertThat(reading.origin()).isEqualTo(Origin.unknown());
            assertThat(reading.failure().deliveries()).isEmpty();
            assertThat(reading.problems())
                    .contains("kafka_dlt-original-partition is -7 where 0 to 2147483647 is expected")
                    .hasSize(4);
        }

        @Test
        void shouldTakeKafkasMissingTimestampForUnknown() {
            var reading = read(new Letter().int64("kafka_dlt-original-timestamp", -1));

            assertThat(reading.origin()).isEqualTo(Origin.unknown());
            assertThat(reading.problems()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"or ders", ".", "..", "../etc", "ordérs", "a\nb", "orders\0"})
        void shouldNotTakeForATopicWhatCannotBeOne(String name) {
            var reading = read(new Letter().text("kafka_dlt-original-topic", name));

            assertThat(reading.origin().topic()).isEmpty();
            assertThat(reading.problems())
                    .singleElement()
                    .asString()
                    .startsWith("kafka_dlt-original-topic is '")
                    .doesNotContain("\n", "\0");
        }

        @Test
        void shouldTakeOnlyNamesOfBoundedLength() {
            var longest = read(new Letter().text("kafka_dlt-original-topic", "t".repeat(249)));
            var tooLong = read(new Letter()
                    .text("kafka_dlt-original-topic", "t".repeat(250))
                    .text("kafka_dlt-original-consumer-group", "g".repeat(1_000_000)));

            assertThat(longest.origin().topic()).contains("t".repeat(249));
            assertThat(tooLong.origin()).isEqualTo(Origin.unknown());
            assertThat(tooLong.problems()).hasSize(2).allSatisfy(problem -> assertThat(problem)
                    .hasSizeLessThan(Problems.MAX_LENGTH));
        }

        @Test
        void shouldShowMalformedUtf8WithReplacements() {
            var letter = new Letter()
                    .bytes("kafka_dlt-exception-message", 'o', 'h', 0xFF, 0xC3)
                    .bytes("kafka_dlt-original-consumer-group", 'g', 0xFE);

            assertThat(read(letter).failure().message()).contains("oh\uFFFD\uFFFD");
            assertThat(read(letter).origin().group()).contains("g\uFFFD");
        }
    }

    @Test
    void shouldOwnWhatSpringAddsAndNothingElse() {
        assertThat(hop("orders", 1, 2).list()).allMatch(header -> dialect.owns(header.name()));
        assertThat(dialect.owns("springDeserializerExceptionValue")).isTrue();
        assertThat(dialect.owns("kafka_original-topic")).isFalse();
        assertThat(dialect.owns("traceparent")).isFalse();
    }
}
