package io.kafkadlq.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.Retrier;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutlookTest {

    private static final RecordId ID = RecordId.parse("01a2049f-d9fe-7081-9b3d-487bf0895500");
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final ProcessingMetadata UNPLANNED = ProcessingMetadata.createdAt(Instant.EPOCH);

    private static RecordSummary record(DlqStatus status, ProcessingMetadata metadata) {
        return DlqRecord.builder(ID, "orders", Payload.of(null, new byte[1], DlqHeaders.none()))
                .status(status)
                .metadata(metadata)
                .build()
                .summary();
    }

    private static RecordSummary dueAt(Instant due) {
        return record(DlqStatus.PENDING, UNPLANNED.withNextAttemptAt(due));
    }

    private static Outlook outlook(long ahead, Retrier retrier) {
        return new Outlook(List.of(), ahead, retrier, ProcessingOrder.KEY, NOW);
    }

    @ParameterizedTest
    @EnumSource(value = DlqStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
    void shouldSayNothingOfWhatIsNotPending(DlqStatus status) {
        assertThat(outlook(2, Retrier.THIS_INSTANCE).waiting(record(status, UNPLANNED)))
                .isEmpty();
    }

    @Test
    void shouldWaitForAPersonWhereNothingIsPlanned() {
        var unplanned = record(DlqStatus.PENDING, UNPLANNED);

        assertThat(outlook(0, Retrier.THIS_INSTANCE).waiting(unplanned)).contains("for a person");
        assertThat(outlook(0, Retrier.NOBODY).waiting(unplanned)).contains("for a person");
    }

    @Test
    void shouldWaitForItsTurnWhateverIsPlanned() {
        assertThat(outlook(1, Retrier.THIS_INSTANCE).waiting(record(DlqStatus.PENDING, UNPLANNED)))
                .contains("for its turn: 1 earlier record of its key is unresolved");
        assertThat(outlook(2, Retrier.THIS_INSTANCE).waiting(dueAt(NOW.plusSeconds(60))))
                .contains("for its turn: 2 earlier records of its key are unresolved");
    }

    @Test
    void shouldWaitUntilItIsDue() {
        assertThat(outlook(0, Retrier.THIS_INSTANCE).waiting(dueAt(NOW.plusSeconds(60))))
                .contains("until 2026-11-27T12:01:00Z");
    }

    @Test
    void shouldWaitForAHandlerOnceItIsDue() {
        assertThat(outlook(0, Retrier.THIS_INSTANCE).waiting(dueAt(NOW))).contains("for its handler: it is due");
        assertThat(outlook(0, Retrier.ANOTHER_INSTANCE).waiting(dueAt(NOW)))
                .contains("for a handler: this instance handles no channel orders");
        assertThat(outlook(0, Retrier.NOBODY).waiting(dueAt(NOW)))
                .contains("for a handler: this instance handles no channel orders");
    }

    @Test
    void shouldNameWhatIsKeptInOrder() {
        var byPartition = new Outlook(List.of(), 3, Retrier.THIS_INSTANCE, ProcessingOrder.PARTITION, NOW);

        assertThat(byPartition.waitsFor()).contains("3 earlier records of its partition are unresolved");
        assertThat(outlook(0, Retrier.THIS_INSTANCE).waitsFor()).isEmpty();
    }
}
