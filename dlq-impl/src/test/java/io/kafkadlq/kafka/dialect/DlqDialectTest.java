package io.kafkadlq.kafka.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import org.junit.jupiter.api.Test;

class DlqDialectTest {

    private final DlqDialect dialect = new DlqDialect();

    private static Letter whole() {
        return new Letter()
                .text("dlq-record-id", "019abcde-0000-7000-8000-000000000001")
                .text("dlq-channel", "orders")
                .text("dlq-origin-topic", "orders")
                .text("dlq-origin-partition", "3")
                .text("dlq-origin-offset", "18842")
                .text("dlq-origin-timestamp", "1700000000000")
                .text("dlq-consumer-group", "booking")
                .text("dlq-exception-class", "shop.BookingFailed")
                .text("dlq-exception-message", "lösche nichts ✂")
                .text("dlq-root-cause-class", "shop.OutOfStock")
                .text("dlq-stack-trace", "shop.BookingFailed: no\n\tat shop.Shop.book(Shop.java:1)")
                .text("dlq-attempts", "5")
                .text("dlq-redrive-count", "2");
    }

    @Test
    void shouldReadAllThatWeWrite() {
        var reading = dialect.read(whole().list());

        assertThat(reading.origin())
                .isEqualTo(Origin.unknown()
                        .withTopic("orders")
                        .withPartition(3)
                        .withOffset(18_842)
                        .withTimestampMillis(1_700_000_000_000L)
                        .withGroup("booking"));
        assertThat(reading.failure().exceptionClass()).contains("shop.BookingFailed");
        assertThat(reading.failure().rootCauseClass()).contains("shop.OutOfStock");
        assertThat(reading.failure().message()).contains("lösche nichts ✂");
        assertThat(reading.failure().stackTrace()).isPresent();
        assertThat(reading.failure().deliveries()).hasValue(5);
        assertThat(reading.redriveCount()).isEqualTo(2);
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void shouldReadARedrivenRecord() {
        var letter = new Letter()
                .text("dlq-record-id", "019abcde-0000-7000-8000-000000000001")
                .text("dlq-redrive-count", "1");

        var reading = dialect.read(letter.list());

        assertThat(reading.origin()).isEqualTo(Origin.unknown());
        assertThat(reading.failure()).isEqualTo(Failure.unexplained());
        assertThat(reading.redriveCount()).isEqualTo(1);
    }

    @Test
    void shouldNotBelieveAnAbsurdRedriveCount() {
        var reading =
                dialect.read(new Letter().text("dlq-redrive-count", "1000001").list());

        assertThat(reading.redriveCount()).isZero();
        assertThat(reading.problems()).containsExactly("dlq-redrive-count is 1000001 where 0 to 1000000 is expected");
    }

    @Test
    void shouldOwnExactNamesBecauseOthersUseThePrefixToo() {
        assertThat(whole().list()).allMatch(header -> dialect.owns(header.name()));
        assertThat(dialect.owns("dlq-error")).isFalse();
        assertThat(dialect.owns("dlq-orig-topic")).isFalse();
    }
}
