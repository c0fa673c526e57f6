package io.kafkadlq.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeCommand.Turn;
import io.kafkadlq.api.ChangeResult;
import io.kafkadlq.api.ChangeResult.Reason;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.payload.LyingRecords;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.time.RecordIds;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordChangerTest {

    private static final Instant DUE = Instant.parse("2029-06-01T00:00:00Z");
    private static final Payload FULL = Payload.of(null, new byte[] {1}, DlqHeaders.none());
    private static final Sequence SEQUENCE = new Sequence(7, 3);

    private final SequencedStorage storage = new SequencedStorage();
    private final RecordChanger changer =
            new RecordChanger(storage, "retried"::equals, Payloads.ofStoreOnly(), Clock.systemUTC());

    private static DlqRecord.Builder letter(DlqStatus status, String channel, Payload payload) {
        return DlqRecord.builder(RecordIds.next(), channel, payload)
                .status(status)
                .metadata(ProcessingMetadata.createdAt(Instant.EPOCH).withNextAttemptAt(DUE));
    }

    private DlqRecord stored(DlqRecord.Builder letter) {
        var record = letter.build();
        storage.save(List.of(record)).toCompletableFuture().join();
        return record;
    }

    private DlqRecord stored(DlqStatus status, String channel, Payload payload) {
        return stored(letter(status, channel, payload).sequence(SEQUENCE));
    }

    /** As those are that wait for a person. */
    private DlqRecord keepingNoOrder(DlqStatus status, String channel, Payload payload) {
        return stored(letter(status, channel, payload));
    }

    private DlqRecord stored(DlqStatus status) {
        return stored(status, "retried", FULL);
    }

    private static ChangeCommand command(DlqRecord record, RecordAction action) {
        return new ChangeCommand(record.id(), action, OptionalLong.empty(), Turn.IN_ORDER, "anna", "");
    }

    private static ChangeCommand outOfOrder(DlqRecord record) {
        return new ChangeCommand(
                record.id(), RecordAction.RETRY, OptionalLong.empty(), Turn.OUT_OF_ORDER, "anna", "urgent");
    }

    private static ChangeCommand atVersion(long version, DlqRecord record, RecordAction action) {
        return new ChangeCommand(record.id(), action, OptionalLong.of(version), Turn.IN_ORDER, "anna", "");
    }

    private ChangeResult change(ChangeCommand command) {
        return changer.change(command).toCompletableFuture().join();
    }

    private RecordSummary changed(ChangeCommand command) {
        return ((ChangeResult.Changed) change(command)).record();
    }

    private ChangeResult.Refused refused(ChangeCommand command) {
        return (ChangeResult.Refused) change(command);
    }

    private RecordSummary current(DlqRecord record) {
        return ((StorageResult.Success<DlqRecord>)
                        storage.find(record.id()).toCompletableFuture().join())
                .value()
                .summary();
    }

    private AuditEntry latest(DlqRecord record) {
        return ((StorageResult.Success<List<AuditEntry>>)
                        storage.auditOf(record.id()).toCompletableFuture().join())
                .value()
                .get(0);
    }

    /** What somebody else makes of a record between our reading it and our writing it. */
    private void meanwhile(DlqRecord record, DlqStatus status) {
        storage.beforeUpdates.add(() -> storage.records
                .update(
                        current(record).withStatus(status),
                        new AuditEntry(Instant.EPOCH, "ben", "CLAIM", record.id(), "DONE", Map.of()))
                .toCompletableFuture()
                .join());
    }

    @Nested
    class WhenItIsDueAgain {

        @ParameterizedTest
        @CsvSource({"RETRY, FAILED", "RETRY, PENDING", "RELEASE, ON_HOLD", "RESTORE, SKIPPED", "RESTORE, EXPIRED"})
        void shouldBeDueNowByTheClockOfTheStore(RecordAction action, DlqStatus from) {
            var after = changed(command(stored(from), action));

            assertThat(after.status()).isEqualTo(DlqStatus.PENDING);
            assertThat(after.metadata().nextAttemptAt()).contains(SequencedStorage.STORE_TIME);
            assertThat(after.sequence()).contains(SEQUENCE);
        }

        @Test
        void shouldGoByTheGivenClockWhereTheStoreHasNone() {
            var record = stored(DlqStatus.FAILED);
            storage.cannotTellWhatIsDue = true;
            var ours = new RecordChanger(
                    storage, "retried"::equals, Payloads.ofStoreOnly(), Clock.fixed(DUE, ZoneOffset.UTC));

            var result = ours.change(command(record, RecordAction.RETRY)).toCompletableFuture();

            assertThat(result.join()).isInstanceOfSatisfying(ChangeResult.Changed.class, changed -> assertThat(
                            changed.record().metadata().nextAttemptAt())
                    .contains(DUE));
        }

        @ParameterizedTest
        @CsvSource({"RELEASE, ON_HOLD", "RESTORE, SKIPPED", "RESTORE, EXPIRED"})
        void shouldWaitForAPersonWhereNobodyRetries(RecordAction action, DlqStatus from) {
            var after = changed(command(keepingNoOrder(from, "forgotten", FULL), action));

            assertThat(after.status()).isEqualTo(DlqStatus.PENDING);
            assertThat(after.metadata().nextAttemptAt()).isEmpty();
        }

        @Test
        void shouldNotBeDueForAHandlerThatCannotBeGivenIt() {
            var lost = Payload.withoutValue(null, DlqHeaders.none(), PayloadState.MISSING);

            var after = changed(command(keepingNoOrder(DlqStatus.ON_HOLD, "retried", lost), RecordAction.RELEASE));

            assertThat(after.metadata().nextAttemptAt()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SKIP", "HOLD", "EXPIRE"})
    void shouldPlanNoAttemptForWhatIsPutAway(RecordAction action) {
        var record = stored(DlqStatus.PENDING);

        var after = changed(command(record, action));

        assertThat(after.status()).isEqualTo(action.to());
        assertThat(after.metadata().nextAttemptAt()).isEmpty();
        assertThat(after.sequence()).contains(SEQUENCE);
        assertThat(current(record)).isEqualTo(after);
    }

    @Test
    void shouldTellTheAuditTrailWhoDidWhatAndWhy() {
        var record = stored(DlqStatus.PENDING);

        changed(new ChangeCommand(
                record.id(), RecordAction.HOLD, OptionalLong.of(0), Turn.IN_ORDER, "anna", "until the fix"));

        var entry = latest(record);
        assertThat(entry.actor()).isEqualTo("anna");
        assertThat(entry.action()).isEqualTo("HOLD");
        assertThat(entry.result()).isEqualTo("DONE");
        assertThat(entry.details())
                .containsOnly(entry("from", "PENDING"), entry("to", "ON_HOLD"), entry("reason", "until the fix"));
    }

    @Nested
    class WhenItIsRetriedOutOfOrder {

        @Test
        void shouldLeaveItsSequenceIfOthersComeBefore() {
            var record = stored(DlqStatus.PENDING);
            storage.ahead = 2;

            var after = changed(outOfOrder(record));

            assertThat(after.sequence()).isEmpty();
            assertThat(after.metadata().nextAttemptAt()).contains(SequencedStorage.STORE_TIME);
            assertThat(latest(record).details())
                    .contains(entry("outOfOrder", "true"), entry("ahead", "2"), entry("reason", "urgent"));
        }

        @Test
        void shouldStayInItsSequenceIfItIsFirst() {
            var record = stored(DlqStatus.FAILED);

            var after = changed(outOfOrder(record));

            assertThat(after.sequence()).contains(SEQUENCE);
            assertThat(latest(record).details()).doesNotContainKeys("outOfOrder", "ahead");
        }

        @Test
        void shouldWaitForItsTurnUnlessTold() {
            var record = stored(DlqStatus.PENDING);
            storage.ahead = 2;

            assertThat(changed(command(record, RecordAction.RETRY)).sequence()).contains(SEQUENCE);
        }

        @Test
        void shouldChangeNothingIfTheStoreCannotTellWhatIsAhead() {
            var record = stored(DlqStatus.PENDING);
            storage.cannotTellWhatIsAhead = true;

            assertThat(change(outOfOrder(record))).isInstanceOf(ChangeResult.Failed.class);
            assertThat(current(record)).isEqualTo(record.summary());
            assertThat(latest(record).result()).isEqualTo("FAILED");
        }

        @Test
        void shouldHaveNoOtherActionOutOfOrder() {
            var record = stored(DlqStatus.PENDING);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ChangeCommand(
                            record.id(), RecordAction.SKIP, OptionalLong.empty(), Turn.OUT_OF_ORDER, "anna", ""));
        }
    }

    @Nested
    class WhenItIsRefused {

        @Test
        void shouldSayWhatTheStatusAllows() {
            var record = stored(DlqStatus.ON_HOLD);

            var refusal = refused(command(record, RecordAction.RETRY));

            assertThat(refusal.reason()).isEqualTo(Reason.STATUS);
            assertThat(refusal.status()).isEqualTo(DlqStatus.ON_HOLD);
            assertThat(refusal.allowed()).containsExactlyInAnyOrder(RecordAction.SKIP, RecordAction.RELEASE);
            assertThat(refusal.explanation()).isEqualTo("A record that is ON_HOLD does not allow RETRY");
            assertThat(latest(record).details()).contains(entry("refusal", "STATUS"), entry("from", "ON_HOLD"));
        }

        @Test
        void shouldNameTheKeyWhereNobodyRetries() {
            var record = stored(DlqStatus.FAILED, "forgotten", FULL);

            var refusal = refused(command(record, RecordAction.RETRY));

            assertThat(refusal.reason()).isEqualTo(Reason.NO_HANDLER);
            assertThat(refusal.explanation()).contains("dlq.channel.forgotten.retry.by");
            assertThat(latest(record).result()).isEqualTo("REFUSED");
        }

        @ParameterizedTest
        @EnumSource(names = {"POINTER", "MISSING"})
        void shouldNotRetryWhatIsNotHere(PayloadState state) {
            var record = stored(DlqStatus.FAILED, "retried", Payload.withoutValue(null, DlqHeaders.none(), state));

            assertThat(refused(command(record, RecordAction.RETRY)).reason()).isEqualTo(Reason.PAYLOAD);
            assertThat(current(record)).isEqualTo(record.summary());
        }

        @Test
        void shouldRetryWhatCanBeFetched() {
            var topics = new Payloads(Optional.of(new LyingRecords()));
            var fetching = new RecordChanger(storage, "retried"::equals, topics, Clock.systemUTC());
            var reference = DlqRecord.builder(
                            RecordIds.next(),
                            "retried",
                            Payload.withoutValue(null, DlqHeaders.none(), PayloadState.POINTER))
                    .source(new Source("orders-dlt", 0, 4711, 0))
                    .status(DlqStatus.FAILED)
                    .build();
            storage.save(List.of(reference)).toCompletableFuture().join();

            var result = fetching.change(command(reference, RecordAction.RETRY))
                    .toCompletableFuture()
                    .join();

            assertThat(result).isInstanceOf(ChangeResult.Changed.class);
            assertThat(current(reference).metadata().nextAttemptAt()).isPresent();
        }

        @Test
        void shouldRetryADeletion() {
            var record = stored(DlqStatus.FAILED, "retried", Payload.of(null, null, DlqHeaders.none()));

            assertThat(changed(command(record, RecordAction.RETRY)).status()).isEqualTo(DlqStatus.PENDING);
        }

        @Test
        void shouldSayThatThereIsNone() {
            var missing = DlqRecord.builder(RecordIds.next(), "retried", FULL).build();

            assertThat(change(command(missing, RecordAction.SKIP))).isInstanceOf(ChangeResult.NotFound.class);
        }
    }

    @Nested
    class WhenSomebodyElseIsQuicker {

        @Test
        void shouldConflictWithWhoeverInsistsOnAnotherVersion() {
            var record = stored(DlqStatus.PENDING);

            assertThat(change(atVersion(4, record, RecordAction.SKIP))).isEqualTo(new ChangeResult.Conflict(4, 0));
            assertThat(current(record)).isEqualTo(record.summary());
        }

        @Test
        void shouldConflictIfTheVersionPassesWhileItIsWritten() {
            var record = stored(DlqStatus.PENDING);
            meanwhile(record, DlqStatus.FAILED);

            assertThat(change(atVersion(0, record, RecordAction.SKIP))).isEqualTo(new ChangeResult.Conflict(0, 1));
        }

        @Test
        void shouldDoItToWhatBecameOfTheRecordIfAnyVersionWillDo() {
            var record = stored(DlqStatus.PENDING);
            meanwhile(record, DlqStatus.FAILED);

            assertThat(changed(command(record, RecordAction.SKIP)).metadata().version())
                    .isEqualTo(2);
            assertThat(latest(record).details()).contains(entry("from", "FAILED"));
        }

        @Test
        void shouldGiveUpOnARecordThatKeepsChanging() {
            var record = stored(DlqStatus.PENDING);
            meanwhile(record, DlqStatus.FAILED);
            meanwhile(record, DlqStatus.PENDING);
            meanwhile(record, DlqStatus.FAILED);

            assertThat(change(command(record, RecordAction.SKIP))).isEqualTo(new ChangeResult.Conflict(2, 3));
        }

        @ParameterizedTest
        @CsvSource({"-1", "0"})
        void shouldRefuseWhatItsHandlerIsAtWorkOn(long version) {
            var record = stored(DlqStatus.PENDING);
            meanwhile(record, DlqStatus.RETRYING);

            var refusal = refused(
                    version < 0 ? command(record, RecordAction.SKIP) : atVersion(version, record, RecordAction.SKIP));

            assertThat(refusal.reason()).isEqualTo(Reason.STATUS);
            assertThat(refusal.status()).isEqualTo(DlqStatus.RETRYING);
            assertThat(refusal.allowed()).isEmpty();
            assertThat(refusal.explanation()).contains("try again when it is done");
        }
    }

    @Test
    void shouldLeaveTheRecordAloneIfTheStoreIsAway() {
        var record = stored(DlqStatus.PENDING);
        storage.isAway = true;

        assertThat(change(command(record, RecordAction.SKIP))).isInstanceOf(ChangeResult.Failed.class);
        assertThat(current(record)).isEqualTo(record.summary());
        assertThat(latest(record).result()).isEqualTo("FAILED");
    }
}
