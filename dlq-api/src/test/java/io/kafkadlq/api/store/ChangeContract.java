package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.audited;
import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordSummary;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How every storage changes records and keeps the trail. */
abstract class ChangeContract extends OpenStorage {

    @Nested
    class WhenARecordIsUpdated {

        @Test
        void shouldWriteStatusAndProgressOneVersionOn() {
            var dlqRecord = saved(on(topic, 0, 1));
            var due = Instant.parse("2027-01-01T00:00:00.001Z");
            var changed = dlqRecord
                    .summary()
                    .withStatus(DlqStatus.FAILED)
                    .withMetadata(dlqRecord
                            .metadata()
                            .withAttempts(4)
                            .withRedriveCount(1)
                            .withNextAttemptAt(due));

            var now = value(storage.update(changed, audited(dlqRecord, "REDRIVE")));

            assertThat(now.status()).isEqualTo(DlqStatus.FAILED);
            assertThat(now.metadata().version()).isEqualTo(1);
            assertThat(now.metadata().attempts()).isEqualTo(4);
            assertThat(now.metadata().redriveCount()).isEqualTo(1);
            assertThat(now.metadata().nextAttemptAt()).contains(due);
            assertThat(found(dlqRecord.id()).summary()).isEqualTo(now);
            assertThat(found(dlqRecord.id()).payload()).isEqualTo(dlqRecord.payload());
        }

        @Test
        void shouldClearTheNextAttempt() {
            var dlqRecord = saved(on(topic, 0, 1)
                    .metadata(ProcessingMetadata.createdAt(Instant.EPOCH).withNextAttemptAt(Instant.EPOCH)));
            var changed = dlqRecord.summary().withMetadata(dlqRecord.metadata().withoutNextAttempt());

            var now = value(storage.update(changed, audited(dlqRecord, "SKIP")));

            assertThat(now.metadata().nextAttemptAt()).isEmpty();
        }

        @Test
        void shouldRefuseAnOutdatedVersionAndWriteNothing() {
            var dlqRecord = saved(on(topic, 0, 1));
            value(storage.update(dlqRecord.summary().withStatus(DlqStatus.SUCCESS), audited(dlqRecord, "REDRIVE")));

            var late = result(
                    storage.update(dlqRecord.summary().withStatus(DlqStatus.FAILED), audited(dlqRecord, "SKIP")));

            assertThat(late).isEqualTo(new StorageResult.ConcurrencyConflict<RecordSummary>(0, 1));
            assertThat(found(dlqRecord.id()).status()).isEqualTo(DlqStatus.SUCCESS);
            assertThat(value(storage.auditOf(dlqRecord.id())))
                    .extracting(AuditEntry::action)
                    .containsExactly("REDRIVE");
        }

        @Test
        void shouldLetOneOfManyWin() {
            var dlqRecord = saved(on(topic, 0, 1));
            var updates = IntStream.range(0, 8)
                    .mapToObj(i -> storage.update(
                            dlqRecord.summary().withStatus(DlqStatus.SUCCESS), audited(dlqRecord, "REDRIVE")))
                    .toList();

            var wins = updates.stream()
                    .filter(update -> result(update) instanceof StorageResult.Success)
                    .count();

            assertThat(wins).isEqualTo(1);
            assertThat(value(storage.auditOf(dlqRecord.id()))).hasSize(1);
        }

        @Test
        void shouldSayThatAnUnknownRecordIsNotThereAndNoteNothing() {
            var unknown = on(topic, 0, 1).build();

            var update = result(storage.update(unknown.summary(), audited(unknown, "REDRIVE")));

            assertThat(update).isInstanceOf(StorageResult.NotFound.class);
            assertThat(value(storage.auditOf(unknown.id()))).isEmpty();
        }
    }

    @Nested
    class WhenPeopleAreAudited {

        @Test
        void shouldGiveTheTrailLatestFirst() {
            var dlqRecord = saved(on(topic, 0, 1));
            var first = audited(dlqRecord, "REVEAL_PAYLOAD");
            var second = audited(dlqRecord, "REDRIVE");
            value(storage.audit(first));
            value(storage.audit(second));
            value(storage.audit(audited(saved(on(topic, 0, 2)), "REDRIVE")));

            assertThat(value(storage.auditOf(dlqRecord.id()))).containsExactly(second, first);
        }
    }
}
