package io.kafkadlq.core.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.RedriveCommand;
import io.kafkadlq.api.RedriveResult;
import io.kafkadlq.api.RedriveResult.Reason;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.PayloadStore;
import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.engine.UnsteadyStorage;
import io.kafkadlq.core.payload.HeaderIndex;
import io.kafkadlq.core.payload.Keeping;
import io.kafkadlq.core.payload.LyingRecords;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.time.RecordIds;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RedriverTest {

    private static final Payload PAYLOAD = Payload.of(
            new byte[] {1},
            new byte[] {2, 3},
            new DlqHeaders.Builder()
                    .add("trace", new byte[] {9})
                    .add("x-failed", new byte[] {8})
                    .add("trace", null)
                    .build());

    private final UnsteadyStorage storage = new UnsteadyStorage();
    private final FakePublisher kafka = new FakePublisher();
    private final List<String> redrivenChannels = new ArrayList<>();
    private final LyingRecords topics = new LyingRecords();
    private Payloads payloads = Payloads.ofStoreOnly();
    private long nanos;
    private long offset;
    private final Redriver redriver = redriver(channel(Map.of()));

    private Redriver redriver(ChannelConfig channel) {
        return new Redriver(
                new RedriveRules(Map.of("default", channel), payloads, () -> nanos),
                new Redriver.Ports(storage, payloads, kafka),
                new PrefixedHeaders(),
                redrivenChannels::add,
                Clock.systemUTC());
    }

    private static ChannelConfig channel(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "dead-letter-topics", "orders-dlt,dlq-all",
                "redrive.max-count", "2",
                "redrive.allowed-topics", "repair,pattern:retry-.*"));
        keys.putAll(more);
        return Configured.channel(keys);
    }

    /** Kafka, as far as a redrive sees it; acknowledges when told to. */
    private static final class FakePublisher implements RecordPublisher {

        private final List<DlqRecord> records = new ArrayList<>();

        private final List<String> topics = new ArrayList<>();
        private final List<DlqHeaders> headers = new ArrayList<>();
        private CompletableFuture<Published> answer = CompletableFuture.completedFuture(new Published("orders", 3, 42));

        @Override
        public CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders sent) {
            topics.add(topic);
            records.add(record);
            headers.add(sent);
            return answer;
        }

        @Override
        public void close() {}
    }

    private static DlqRecord.Builder letter() {
        return DlqRecord.builder(RecordIds.next(), "default", PAYLOAD)
                .source(new Source("orders-dlt", 0, 1, 1000))
                .dialects(List.of("made-up"))
                .origin(Origin.unknown().withTopic("orders"));
    }

    /** Of a place of its own: what is read twice from the same place is stored once. */
    private DlqRecord.Builder another() {
        return letter().source(new Source("orders-dlt", 0, offset++, 1000));
    }

    private DlqRecord stored(DlqRecord.Builder letter) {
        DlqRecord record = letter.build();
        storage.save(List.of(record)).toCompletableFuture().join();
        return record;
    }

    private RedriveResult redrive(DlqRecord record, Optional<String> target) {
        return redrive(redriver, record, target);
    }

    private static RedriveResult redrive(Redriver by, DlqRecord record, Optional<String> target) {
        return by.redrive(new RedriveCommand(record.id(), target, OptionalLong.empty(), "anna", "fixed"))
                .toCompletableFuture()
                .join();
    }

    private DlqStatus statusOf(DlqRecord record) {
        return current(record).status();
    }

    private DlqRecord current(DlqRecord record) {
        return ((StorageResult.Success<DlqRecord>)
                        storage.find(record.id()).toCompletableFuture().join())
                .value();
    }

    private List<AuditEntry> auditOf(DlqRecord record) {
        return ((StorageResult.Success<List<AuditEntry>>)
                        storage.auditOf(record.id()).toCompletableFuture().join())
                .value();
    }

    @Test
    void shouldPublishToTheOriginAndThenNoteIt() {
        DlqRecord record = stored(letter());

        RedriveResult result = redrive(record, Optional.empty());

        assertThat(result).isInstanceOfSatisfying(RedriveResult.Redriven.class, done -> {
            assertThat(done.topic()).isEqualTo("orders");
            assertThat(done.partition()).isEqualTo(3);
            assertThat(done.offset()).isEqualTo(42);
            assertThat(done.record().status()).isEqualTo(DlqStatus.SUCCESS);
            assertThat(done.record().metadata().redriveCount()).isEqualTo(1);
        });
        assertThat(kafka.topics).containsExactly("orders");
        assertThat(redrivenChannels).containsExactly("default");
        assertThat(auditOf(record)).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("anna");
            assertThat(entry.result()).isEqualTo("DONE");
            assertThat(entry.details()).containsEntry("reason", "fixed").containsEntry("offset", "42");
        });
    }

    @Test
    void shouldTakeOffTheDeadLettersHeadersAndAddItsOwn() {
        DlqRecord record = stored(letter());

        redrive(record, Optional.empty());

        List<DlqHeader> sent = kafka.headers.get(0).list();
        assertThat(sent)
                .extracting(DlqHeader::name)
                .containsExactly("trace", "trace", "dlq-record-id", "dlq-redrive-count");
        assertThat(sent.get(1).isNull()).isTrue();
        assertThat(sent.get(2).text()).map(Text::toString).hasValue(record.id().toString());
        assertThat(sent.get(3).text()).map(Text::toString).hasValue("1");
    }

    @Test
    void shouldChangeNothingUntilKafkaHasAcknowledged() {
        kafka.answer = new CompletableFuture<>();
        DlqRecord record = stored(letter());

        CompletableFuture<RedriveResult> result = redriver.redrive(
                        new RedriveCommand(record.id(), Optional.empty(), OptionalLong.empty(), "anna", ""))
                .toCompletableFuture();

        assertThat(result).isNotDone();
        assertThat(current(record)).isEqualTo(record);
        kafka.answer.complete(new RecordPublisher.Published("orders", 0, 1));
        assertThat(result).isCompletedWithValueMatching(RedriveResult.Redriven.class::isInstance);
        assertThat(statusOf(record)).isEqualTo(DlqStatus.SUCCESS);
    }

    @Test
    void shouldLeaveTheRecordAsItWasWhenKafkaFails() {
        kafka.answer = CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        DlqRecord record = stored(letter());

        RedriveResult result = redrive(record, Optional.empty());

        assertThat(result).isInstanceOf(RedriveResult.Failed.class);
        assertThat(current(record)).isEqualTo(record);
        assertThat(auditOf(record)).extracting(AuditEntry::result).containsExactly("FAILED");
    }

    @Test
    void shouldRefuseASecondRedriveWhileOneIsUnderWay() {
        kafka.answer = new CompletableFuture<>();
        DlqRecord record = stored(letter());
        redriver.redrive(new RedriveCommand(record.id(), Optional.empty(), OptionalLong.empty(), "anna", ""));

        assertRefused(redrive(record, Optional.empty()), Reason.BUSY);
        assertThat(kafka.topics).hasSize(1);
    }

    @Test
    void shouldNoteTheRedriveOnTheRecordAsItIsByThen() {
        kafka.answer = new CompletableFuture<>();
        DlqRecord record = stored(letter());
        CompletableFuture<RedriveResult> result = redriver.redrive(
                        new RedriveCommand(record.id(), Optional.empty(), OptionalLong.empty(), "anna", ""))
                .toCompletableFuture();
        var other = new AuditEntry(Instant.now(), "bob", "HOLD", record.id(), "DONE", Map.of());
        storage.update(record.summary().withStatus(DlqStatus.ON_HOLD), other);

        kafka.answer.complete(new RecordPublisher.Published("orders", 0, 1));

        assertThat(result).isCompletedWithValueMatching(RedriveResult.Redriven.class::isInstance);
        assertThat(current(record).metadata().version()).isEqualTo(2);
        assertThat(statusOf(record)).isEqualTo(DlqStatus.SUCCESS);
    }

    @Test
    void shouldSayThatItFailedWhenTheStoreCannotNoteIt() {
        DlqRecord record = stored(letter());
        storage.away = true;

        assertThat(redrive(record, Optional.empty())).isInstanceOf(RedriveResult.Failed.class);
        assertThat(statusOf(record)).isEqualTo(DlqStatus.PENDING);
    }

    @ParameterizedTest
    @EnumSource(
            value = DlqStatus.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PENDING", "FAILED"})
    void shouldRefuseAStatusThatDoesNotAllowIt(DlqStatus status) {
        assertRefused(redrive(stored(letter().status(status)), Optional.empty()), Reason.STATUS);
    }

    @Test
    void shouldRefuseMoreRedrivesThanTheChannelAllows() {
        var metadata = ProcessingMetadata.createdAt(Instant.now()).withRedriveCount(2);

        assertRefused(redrive(stored(letter().metadata(metadata)), Optional.empty()), Reason.LIMIT);
    }

    @ParameterizedTest
    @EnumSource(
            value = PayloadState.class,
            names = {"POINTER", "MISSING"})
    void shouldRefuseARecordWhoseValueIsNotHere(PayloadState state) {
        DlqRecord.Builder pointer = DlqRecord.builder(
                        RecordIds.next(), "default", Payload.withoutValue(null, DlqHeaders.none(), state))
                .origin(Origin.unknown().withTopic("orders"));

        assertRefused(redrive(stored(pointer), Optional.of("repair")), Reason.PAYLOAD);
    }

    private DlqRecord storedAsReference(Payload payload) {
        payloads = new Payloads(Optional.of(topics));
        DlqRecord whole = DlqRecord.builder(RecordIds.next(), "default", payload)
                .source(new Source("orders-dlt", 0, 3, 1000))
                .origin(Origin.unknown().withTopic("orders"))
                .build();
        topics.with(whole.source(), payload);
        DlqRecord reference = new Keeping(PayloadStore.REFERENCE, new HeaderIndex(List.of())).fromTopic(whole);
        storage.save(List.of(reference)).toCompletableFuture().join();
        return reference;
    }

    @Test
    void shouldPublishWhatLiesInTheTopicOfARecordThatOnlyRefersToIt() {
        DlqRecord reference = storedAsReference(PAYLOAD);

        assertThat(redrive(redriver(channel(Map.of())), reference, Optional.of("repair")))
                .isInstanceOf(RedriveResult.Redriven.class);

        assertThat(kafka.records).singleElement().satisfies(sent -> assertThat(sent.payload())
                .isEqualTo(PAYLOAD));
        assertThat(current(reference).payload().state()).isEqualTo(PayloadState.POINTER);
        assertThat(statusOf(reference)).isEqualTo(DlqStatus.SUCCESS);
    }

    @Test
    void shouldRefuseAndSayWhyWhereTheTopicHasLostThePayload() {
        DlqRecord reference = storedAsReference(PAYLOAD);
        topics.lose(reference.source());

        RedriveResult result = redrive(redriver(channel(Map.of())), reference, Optional.of("repair"));

        assertThat(result)
                .isEqualTo(new RedriveResult.Refused(Reason.PAYLOAD, "Its payload is gone: orders-dlt-0@3 is lost"));
        assertThat(auditOf(reference).get(0).result()).isEqualTo("REFUSED");
        assertThat(statusOf(reference)).isEqualTo(DlqStatus.PENDING);
    }

    @Test
    void shouldPublishNothingIfTheRecordChangesWhileItsPayloadIsFetched() {
        DlqRecord reference = storedAsReference(PAYLOAD);
        var held = new AuditEntry(Instant.now(), "bob", "HOLD", reference.id(), "DONE", Map.of());
        topics.meanwhile(() -> storage.update(reference.summary().withStatus(DlqStatus.ON_HOLD), held));

        assertThat(redrive(redriver(channel(Map.of())), reference, Optional.of("repair")))
                .isEqualTo(new RedriveResult.Conflict(0, 1));

        assertThat(kafka.topics).isEmpty();
        assertThat(statusOf(reference)).isEqualTo(DlqStatus.ON_HOLD);
    }

    @Test
    void shouldFailAndChangeNothingWhileThePayloadCannotBeFetched() {
        DlqRecord reference = storedAsReference(PAYLOAD);
        topics.away(true);

        RedriveResult result = redrive(redriver(channel(Map.of())), reference, Optional.of("repair"));

        assertThat(result).isInstanceOf(RedriveResult.Failed.class);
        assertThat(kafka.topics).isEmpty();
        assertThat(current(reference).metadata()).isEqualTo(reference.metadata());
    }

    @Test
    void shouldPublishATombstone() {
        DlqRecord tombstone = stored(
                DlqRecord.builder(RecordIds.next(), "default", Payload.of(new byte[] {1}, null, DlqHeaders.none()))
                        .source(new Source("orders-dlt", 0, 9, 0)));

        assertThat(redrive(tombstone, Optional.of("repair"))).isInstanceOf(RedriveResult.Redriven.class);
    }

    @Test
    void shouldAskForATargetWhereTheOriginIsUnknown() {
        assertRefused(redrive(stored(letter().origin(Origin.unknown())), Optional.empty()), Reason.NO_TARGET);
    }

    @ParameterizedTest
    @CsvSource({"orders", "repair", "retry-7"})
    void shouldPublishToTopicsThatAreAllowed(String target) {
        assertThat(redrive(stored(letter()), Optional.of(target))).isInstanceOf(RedriveResult.Redriven.class);
    }

    @ParameterizedTest
    @CsvSource({"payments", "rders", "dlt", "orders-dlt", "dlq-all", "__consumer_offsets", "no/topic", "'o rders'"})
    void shouldRefuseTopicsThatAreNot(String target) {
        assertRefused(redrive(stored(letter()), Optional.of(target)), Reason.TARGET);
        assertThat(kafka.topics).isEmpty();
    }

    @Test
    void shouldSayWhichKeyWouldAllowTheTarget() {
        RedriveResult result = redrive(stored(letter()), Optional.of("payments"));

        assertThat(((RedriveResult.Refused) result).explanation())
                .contains("'payments'")
                .contains("dlq.channel.default.redrive.allowed-topics");
    }

    @Test
    void shouldRefuseAnOutdatedView() {
        DlqRecord record = stored(letter());

        RedriveResult result = redriver.redrive(
                        new RedriveCommand(record.id(), Optional.empty(), OptionalLong.of(7), "anna", ""))
                .toCompletableFuture()
                .join();

        assertThat(result).isEqualTo(new RedriveResult.Conflict(7, 0));
    }

    @Test
    void shouldNotFindWhatIsNotThere() {
        RecordId unknown = RecordIds.next();

        RedriveResult result = redriver.redrive(
                        new RedriveCommand(unknown, Optional.empty(), OptionalLong.empty(), "anna", ""))
                .toCompletableFuture()
                .join();

        assertThat(result).isEqualTo(new RedriveResult.NotFound());
    }

    @Nested
    class WhenTwoASecondAreAllowed {

        private final Redriver slow = redriver(channel(Map.of("redrive.records-per-second", "2")));

        private RedriveResult redriveAnother() {
            return redrive(slow, stored(another()), Optional.empty());
        }

        @Test
        void shouldRefuseTheThirdBeforeItIsPublished() {
            redriveAnother();
            redriveAnother();
            DlqRecord third = stored(another());

            assertRefused(redrive(slow, third, Optional.empty()), Reason.RATE);
            assertThat(kafka.topics).hasSize(2);
            assertThat(current(third)).isEqualTo(third);
        }

        @Test
        void shouldSayHowManyAndWhenToTryAgain() {
            redriveAnother();
            nanos = 250_000_000;
            redriveAnother();

            assertThat(redriveAnother())
                    .isInstanceOfSatisfying(RedriveResult.Refused.class, refused -> assertThat(refused.explanation())
                            .contains("More than 2 redrives a second")
                            .contains("dlq.channel.default.redrive.records-per-second")
                            .endsWith("try again in 0.76 s"));
        }

        @Test
        void shouldNoteTheRefusalInTheAuditTrail() {
            redriveAnother();
            redriveAnother();
            DlqRecord third = stored(another());

            redrive(slow, third, Optional.empty());

            assertThat(auditOf(third)).singleElement().satisfies(entry -> {
                assertThat(entry.result()).isEqualTo("REFUSED");
                assertThat(entry.details()).containsEntry("refusal", "RATE");
            });
        }

        @Test
        void shouldAllowTwoMoreASecondLater() {
            redriveAnother();
            redriveAnother();
            nanos = 1_010_000_000;

            assertThat(redriveAnother()).isInstanceOf(RedriveResult.Redriven.class);
            assertThat(redriveAnother()).isInstanceOf(RedriveResult.Redriven.class);
            assertRefused(redriveAnother(), Reason.RATE);
        }

        @Test
        void shouldCountNoRedriveThatIsRefusedForAnotherReason() {
            for (int i = 0; i < 5; i++) {
                redrive(slow, stored(another().status(DlqStatus.SKIPPED)), Optional.empty());
                redrive(slow, stored(another()), Optional.of("payments"));
            }

            assertThat(redriveAnother()).isInstanceOf(RedriveResult.Redriven.class);
            assertThat(redriveAnother()).isInstanceOf(RedriveResult.Redriven.class);
        }

        @Test
        void shouldCountATryThatKafkaDidNotTake() {
            kafka.answer = CompletableFuture.failedFuture(new IllegalStateException("no broker"));
            redriveAnother();
            redriveAnother();

            assertRefused(redriveAnother(), Reason.RATE);
        }
    }

    @Test
    void shouldRedriveAsFastAsItCanWithoutALimit() {
        Redriver unlimited = redriver(channel(Map.of("redrive.records-per-second", "0")));

        for (int i = 0; i < 200; i++) {
            assertThat(redrive(unlimited, stored(another()), Optional.empty()))
                    .isInstanceOf(RedriveResult.Redriven.class);
        }
    }

    private static void assertRefused(RedriveResult result, Reason reason) {
        assertThat(result).isInstanceOfSatisfying(RedriveResult.Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }
}
