package io.kafkadlq.kafka.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.spi.DialectReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallRyeDeadLetterDialectTest {

    private final SmallRyeDeadLetterDialect dialect = new SmallRyeDeadLetterDialect();

    private DialectReading read(Letter letter) {
        return dialect.read(letter.list());
    }

    private static Letter withCause() {
        return new Letter()
                .text("dead-letter-exception-class-name", "shop.BookingFailed")
                .text("dead-letter-reason", "cannot book")
                .text("dead-letter-cause-class-name", "shop.OutOfStock")
                .text("dead-letter-cause", "stock is gone")
                .text("dead-letter-topic", "orders")
                .text("dead-letter-partition", "1234")
                .text("dead-letter-offset", "9007199254740993");
    }

    private static Letter withoutCause() {
        return new Letter()
                .text("dead-letter-exception-class-name", "java.lang.IllegalStateException")
                .text("dead-letter-reason", "java.lang.IllegalStateException")
                .text("dead-letter-topic", "orders-rescue")
                .text("dead-letter-partition", "0")
                .text("dead-letter-offset", "5");
    }

    @Test
    void shouldReadDecimalNumbersEvenWhereFourDigitsAreFourBytes() {
        var reading = read(withCause());

        assertThat(reading.origin())
                .isEqualTo(
                        Origin.unknown().withTopic("orders").withPartition(1234).withOffset(9_007_199_254_740_993L));
        assertThat(reading.failure().exceptionClass()).contains("shop.BookingFailed");
        assertThat(reading.failure().rootCauseClass()).contains("shop.OutOfStock");
        assertThat(reading.failure().message()).contains("cannot book");
        assertThat(reading.failure().stackTrace()).isEmpty();
        assertThat(reading.failure().deliveries()).isEmpty();
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void shouldTakeTheFailureOfTheFirstHeadersAndTheOriginOfTheLast() {
        var reading = read(withoutCause().with(withCause()));

        assertThat(reading.origin().topic()).contains("orders");
        assertThat(reading.origin().offset()).hasValue(9_007_199_254_740_993L);
        assertThat(reading.failure().exceptionClass()).contains("java.lang.IllegalStateException");
        assertThat(reading.failure().rootCauseClass())
                .as("the cause belongs to the hop before")
                .isEmpty();
    }

    @Test
    void shouldReadLettersOfTheTimeBeforeClassNames() {
        var letter = new Letter()
                .text("dead-letter-reason", "cannot book")
                .text("dead-letter-cause", "stock is gone")
                .text("dead-letter-topic", "orders");

        assertThat(read(letter).failure().exceptionClass()).isEmpty();
        assertThat(read(letter).failure().message()).contains("cannot book");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "0x1F", "99999999999999999999", "2147483648", "-1", "１２３４５６７８９０"})
    void shouldNotGuessAtAMalformedNumber(String partition) {
        var reading = read(new Letter().text("dead-letter-partition", partition));

        assertThat(reading.origin()).isEqualTo(Origin.unknown());
        assertThat(reading.problems())
                .singleElement()
                .asString()
                .startsWith("dead-letter-partition ")
                .contains("expected");
    }

    @Test
    void shouldKnowNothingFromNulls() {
        var letter = new Letter();
        withCause().list().forEach(header -> letter.nothing(header.name()));

        assertThat(read(letter).origin()).isEqualTo(Origin.unknown());
        assertThat(read(letter).failure()).isEqualTo(Failure.unexplained());
        assertThat(read(letter).problems())
                .containsExactlyInAnyOrder(
                        "dead-letter-topic holds null where a topic name is expected",
                        "dead-letter-partition holds null where a decimal number is expected",
                        "dead-letter-offset holds null where a decimal number is expected");
    }

    @Test
    void shouldOwnExactNames() {
        assertThat(withCause().list()).allMatch(header -> dialect.owns(header.name()));
        assertThat(dialect.owns("dead-letter-policy")).isFalse();
        assertThat(dialect.owns("delayed-retry-topic")).isFalse();
    }
}
