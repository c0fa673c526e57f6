package io.kafkadlq.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DlqRecordTest {

    private static final RecordId ID = RecordId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    private static final Payload PAYLOAD = Payload.of(null, new byte[] {1}, DlqHeaders.none());

    @Test
    void shouldStartPendingAndUnexplained() {
        var letter = DlqRecord.builder(ID, "orders", PAYLOAD).build();

        assertThat(letter.id()).isEqualTo(ID);
        assertThat(letter.channel()).isEqualTo("orders");
        assertThat(letter.status()).isEqualTo(DlqStatus.PENDING);
        assertThat(letter.summary().errorType()).isEqualTo(ErrorType.UNKNOWN);
        assertThat(letter.source()).isEqualTo(Source.none());
        assertThat(letter.origin()).isEqualTo(Origin.unknown());
        assertThat(letter.failure()).isEqualTo(Failure.unexplained());
        assertThat(letter.metadata()).isEqualTo(ProcessingMetadata.createdAt(ID.timestamp()));
        assertThat(letter.summary().payload()).isEqualTo(PAYLOAD.summary());
    }

    @Test
    void shouldNotChangeWithTheListsItWasGiven() {
        var dialects = new ArrayList<>(List.of("dlq"));
        var letter = DlqRecord.builder(ID, "orders", PAYLOAD).dialects(dialects).build();

        dialects.add("kafka-connect");

        assertThat(letter.summary().dialects()).containsExactly("dlq");
    }

    @Test
    void shouldBeTheSameWhenAStoreJoinsItsParts() {
        var letter = DlqRecord.builder(ID, "orders", PAYLOAD)
                .status(DlqStatus.ON_HOLD)
                .errorType(ErrorType.TIMEOUT)
                .source(new Source("orders-dlt", 1, 2, 3))
                .origin(Origin.unknown().withTopic("orders"))
                .dialects(List.of("dlq"))
                .problems(List.of("odd"))
                .failure(Failure.of(new RuntimeException("x")))
                .metadata(ProcessingMetadata.createdAt(Instant.EPOCH).withAttempts(2))
                .build();

        var joined = DlqRecord.of(letter.summary(), letter.payload());

        assertThat(joined).isEqualTo(letter).hasSameHashCodeAs(letter);
        assertThat(joined).hasToString("DlqRecord[" + ID + ", orders, ON_HOLD, orders-dlt-1@2]");
        assertThat(DlqRecord.of(letter.summary().withStatus(DlqStatus.SKIPPED), letter.payload()))
                .isNotEqualTo(letter);
    }

    @Test
    void shouldKeepInstantsToTheMillisecond() {
        var precise = Instant.parse("2026-11-22T10:15:30.123456789Z");
        var rounded = Instant.parse("2026-11-22T10:15:30.123Z");

        var metadata = ProcessingMetadata.createdAt(precise)
                .withAttempts(1)
                .withRedriveCount(2)
                .withNextAttemptAt(precise)
                .storedAs(precise, 7);

        assertThat(metadata.createdAt()).isEqualTo(rounded);
        assertThat(metadata.updatedAt()).isEqualTo(rounded);
        assertThat(metadata.nextAttemptAt()).contains(rounded);
        assertThat(metadata.attempts()).isEqualTo(1);
        assertThat(metadata.redriveCount()).isEqualTo(2);
        assertThat(metadata.version()).isEqualTo(7);
        assertThat(metadata.withoutNextAttempt().nextAttemptAt()).isEmpty();
        assertThat(metadata.withoutNextAttempt()).isNotEqualTo(metadata);
    }

    @Test
    void shouldRefuseAnAttemptThatCannotHaveBeen() {
        var succeeded = new Attempt.Outcome.Succeeded();

        assertThatThrownBy(() -> new Attempt(-1, Instant.EPOCH, Duration.ZERO, "node", succeeded))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attempt(1, Instant.EPOCH, Duration.ofNanos(-1), "node", succeeded))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
