package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.Retrier;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.Attempt.Outcome;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.web.json.Outlook;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private static final RecordId ID = RecordId.parse("01a2049f-d9fe-7081-9b3d-487bf0895500");
    private static final List<Attempt> ATTEMPTS =
            List.of(new Attempt(1, Instant.EPOCH, Duration.ZERO, "node-1", new Outcome.Succeeded()));

    private final DeskStub desk = new DeskStub();
    private final Records records =
            new Records(desk, channel -> ProcessingOrder.PARTITION, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    private static RecordSummary record(DlqStatus status) {
        return DlqRecord.builder(ID, "orders", Payload.of(null, new byte[1], DlqHeaders.none()))
                .status(status)
                .sequence(new Sequence(1, 2))
                .build()
                .summary();
    }

    private StorageResult<Records.Shown> find() {
        return records.find(ID).toCompletableFuture().join();
    }

    @Test
    void shouldShowARecordWithWhatWasTriedAndWhatItWaitsFor() {
        desk.with(record(DlqStatus.PENDING), StorageResult.success(ATTEMPTS), StorageResult.success(3L));

        assertThat(find())
                .isEqualTo(StorageResult.success(new Records.Shown(
                        record(DlqStatus.PENDING),
                        new Outlook(ATTEMPTS, 3, Retrier.ANOTHER_INSTANCE, ProcessingOrder.PARTITION, Instant.EPOCH))));
    }

    @Test
    void shouldNotCountWhatIsAheadOfARecordThatWaitsForNothing() {
        desk.with(record(DlqStatus.SUCCESS), StorageResult.success(ATTEMPTS), StorageResult.success(3L));

        assertThat(find().map(shown -> shown.outlook().ahead())).isEqualTo(StorageResult.success(0L));
    }

    @Test
    void shouldSayThatThereIsNone() {
        assertThat(find()).isInstanceOf(StorageResult.NotFound.class);
    }

    @Test
    void shouldFailAsAWholeIfTheStoreDoes() {
        desk.with(
                record(DlqStatus.PENDING),
                StorageResult.success(ATTEMPTS),
                StorageResult.unavailable(new IOException("away")));

        assertThat(find()).isInstanceOf(StorageResult.Failure.class);
    }
}
