package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.audited;
import static io.kafkadlq.api.store.StoreFixtures.complete;
import static io.kafkadlq.api.store.StoreFixtures.fromCode;
import static io.kafkadlq.api.store.StoreFixtures.nextId;
import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.utf8;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.model.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link DlqStorage} does. A storage's test extends this and says how to open an empty one. */
@SuppressWarnings("ClassCanBeStatic")
public abstract class DlqStorageContract {

    private final String topic = "topic-" + UUID.randomUUID();

    private DlqStorage storage;

    /** Opens the storage under test; what others left in it does not disturb. */
    protected abstract DlqStorage open() throws Exception;

    @BeforeEach
    void openStorage() throws Exception {
        storage = open();
    }

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    private DlqRecord saved(DlqRecord.Builder builder) {
        var dlqRecord = builder.build();
        value(storage.save(List.of(dlqRecord)));
        return dlqRecord;
    }

    private DlqRecord found(RecordId id) {
        return value(storage.find(id));
    }

    private List<RecordId> idsOf(QueryCriteria criteria) {
        return value(storage.query(criteria)).items().stream()
                .map(RecordSummary::id)
                .toList();
    }

    @Nested
    class WhenRecordsAreSaved {

        @Test
        void shouldGiveBackEveryPartOfThem() {
            var complete = complete(topic, 42);

            var report = value(storage.save(List.of(complete)));

            assertThat(report.duplicates()).isEmpty();
            assertThat(found(complete.id())).isEqualTo(complete);
        }

        @Test
        void shouldGiveBackARecordThatSaysNothingOfItself() {
            var bare = DlqRecord.builder(nextId(), "default", Payload.of(null, null, DlqHeaders.none()))
                    .build();

            value(storage.save(List.of(bare)));

            assertThat(found(bare.id())).isEqualTo(bare);
        }

        @Test
        void shouldTellNullFromEmptyKeysAndValues() {
            var nullKey = saved(on(topic, 0, 1, Payload.of(null, new byte[0], DlqHeaders.none())));
            var emptyKey = saved(on(topic, 0, 2, Payload.of(new byte[0], null, DlqHeaders.none())));

            assertThat(found(nullKey.id()).payload()).isEqualTo(nullKey.payload());
            assertThat(found(emptyKey.id()).payload()).isEqualTo(emptyKey.payload());
        }

        @ParameterizedTest
        @EnumSource(value = PayloadState.class, mode = EnumSource.Mode.EXCLUDE, names = "FULL")
        void shouldRememberWhyAValueIsNotThere(PayloadState state) {
            var without = saved(on(topic, 0, 1, Payload.withoutValue(utf8("k"), DlqHeaders.none(), state)));

            assertThat(found(without.id()).payload().state()).isEqualTo(state);
        }

        @Test
        void shouldKeepLargeValuesByteForByte() {
            byte[] megabytes = new byte[5 << 20];
            new Random(1).nextBytes(megabytes);

            var large = saved(on(topic, 0, 1, Payload.of(utf8("k"), megabytes, DlqHeaders.none())));

            assertThat(found(large.id()).payload()).isEqualTo(large.payload());
        }

        @Test
        void shouldKeepTimesAndCountersToTheMillisecond() {
            var metadata = ProcessingMetadata.createdAt(Instant.parse("2026-03-29T01:30:00.123456Z"))
                    .withAttempts(3)
                    .withRedriveCount(2)
                    .withNextAttemptAt(Instant.parse("2026-10-25T00:30:00.999Z"))
                    .storedAs(Instant.parse("2026-03-29T02:30:00.001Z"), 5);

            var dlqRecord = saved(on(topic, 0, 1).metadata(metadata));

            assertThat(found(dlqRecord.id()).metadata()).isEqualTo(metadata);
        }

        @Test
        void shouldKeepTimestampsThatNoCalendarHolds() {
            var odd = saved(on(topic, 0, 1)
                    .source(new Source(topic, 0, 1, -1))
                    .origin(Origin.unknown().withTimestampMillis(Long.MAX_VALUE)));

            assertThat(found(odd.id()).source()).isEqualTo(odd.source());
            assertThat(found(odd.id()).origin()).isEqualTo(odd.origin());
        }

        @Test
        void shouldTakeAnEmptyBatch() {
            assertThat(value(storage.save(List.of())).duplicates()).isEmpty();
        }

        @Test
        void shouldTakeABatchOfThousands() {
            var batch = LongStream.range(0, 2_500)
                    .mapToObj(offset -> on(topic, 0, offset).build())
                    .toList();

            var report = value(storage.save(batch));

            assertThat(report.duplicates()).isEmpty();
            assertThat(found(batch.get(2_499).id())).isEqualTo(batch.get(2_499));
        }
    }

    @Nested
    class WhenHeadersHoldOddText {

        private static final String ODD = "a\0b \uD800 c \uDC00 \uD83D\uDE80 \u0007\u007F é 漢";

        @Test
        void shouldStoreTheRecordAndItsNeighbours() {
            var text = Text.of(ODD);
            var odd = on(topic, 0, 1)
                    .origin(Origin.unknown().withTopic(ODD).withGroup(ODD.repeat(1_000)))
                    .dialects(List.of(ODD))
                    .problems(List.of(ODD, "x".repeat(100_000)))
                    .failure(Failure.unexplained()
                            .withExceptionClass(text)
                            .withRootCauseClass(Text.of("C".repeat(10_000)))
                            .withMessage(Text.of(ODD.repeat(10_000)))
                            .withStackTrace(Text.of(ODD.repeat(10_000))))
                    .build();
            var plain = on(topic, 0, 2).build();

            value(storage.save(List.of(odd, plain)));

            assertThat(found(plain.id())).isEqualTo(plain);
            assertThat(found(odd.id()).payload()).isEqualTo(odd.payload());
            assertThat(found(odd.id()).failure().exceptionClass().orElseThrow()).contains("\uD83D\uDE80", "é 漢");
            assertThat(found(odd.id()).failure().message().orElseThrow()).contains("\uD83D\uDE80", "left out");
        }

        @Test
        void shouldFindItByItsCleanedOriginTopic() {
            var odd = saved(on(topic, 0, 1).origin(Origin.unknown().withTopic("odd\0" + topic)));

            assertThat(idsOf(QueryCriteria.everything().onTopic("odd\0" + topic)))
                    .containsExactly(odd.id());
        }

        @Test
        void shouldKeepAuditEntriesWithIt() {
            var dlqRecord = saved(on(topic, 0, 1));
            var entry = new AuditEntry(Instant.now(), ODD, "REDRIVE", dlqRecord.id(), "DONE", Map.of(ODD, ODD));

            value(storage.audit(entry));

            assertThat(value(storage.auditOf(dlqRecord.id()))).hasSize(1);
        }
    }

    @Nested
    class WhenARecordComesAgain {

        @Test
        void shouldStoreItOnceAndNameTheFirst() {
            var first = saved(on(topic, 0, 7));
            var again = on(topic, 0, 7).build();

            var report = value(storage.save(List.of(again)));

            assertThat(report.duplicates()).containsExactly(Map.entry(again.id(), first.id()));
            assertThat(result(storage.find(again.id()))).isInstanceOf(StorageResult.NotFound.class);
        }

        @Test
        void shouldStoreTheNewOnesOfItsBatch() {
            var old = saved(on(topic, 0, 7));
            var oldAgain = on(topic, 0, 7).build();
            var fresh = on(topic, 0, 8).build();
            var elsewhere = on(topic, 1, 7).build();

            var report = value(storage.save(List.of(fresh, oldAgain, elsewhere)));

            assertThat(report.duplicates()).containsExactly(Map.entry(oldAgain.id(), old.id()));
            assertThat(idsOf(QueryCriteria.everything().onTopic(topic)))
                    .containsExactly(elsewhere.id(), fresh.id(), old.id());
        }

        @Test
        void shouldRecogniseItWithinItsBatch() {
            var first = on(topic, 0, 7).build();
            var again = on(topic, 0, 7).build();

            var report = value(storage.save(List.of(first, again)));

            assertThat(report.duplicates()).containsExactly(Map.entry(again.id(), first.id()));
        }

        @Test
        void shouldNameTheFirstAlsoForTheSecondOfItsBatch() {
            var first = saved(on(topic, 0, 7));
            var again = on(topic, 0, 7).build();
            var third = on(topic, 0, 7).build();

            var report = value(storage.save(List.of(again, third)));

            assertThat(report.duplicates())
                    .containsOnly(Map.entry(again.id(), first.id()), Map.entry(third.id(), first.id()));
        }

        @Test
        void shouldTellChannelsApart() {
            var one = on(topic, 0, 7).build();
            var other = DlqRecord.builder(nextId(), "payments", one.payload())
                    .source(one.source())
                    .build();

            assertThat(value(storage.save(List.of(one, other))).duplicates()).isEmpty();
        }

        @Test
        void shouldNeverTakeRecordsWithoutAPositionForOneAnother() {
            var one = fromCode().build();
            var other = fromCode().build();

            assertThat(value(storage.save(List.of(one, other))).duplicates()).isEmpty();
            assertThat(found(other.id())).isEqualTo(other);
        }

        @Test
        @DisplayName("should accept a batch whose first save was never acknowledged")
        void shouldAcceptTheSameBatchTwice() {
            var batch = List.of(on(topic, 0, 1).build(), fromCode().build());
            value(storage.save(batch));

            var report = value(storage.save(batch));

            assertThat(report.duplicates())
                    .containsOnly(
                            Map.entry(batch.get(0).id(), batch.get(0).id()),
                            Map.entry(batch.get(1).id(), batch.get(1).id()));
        }

        @Test
        void shouldStoreOnceWhatManySaveAtTheSameTime() {
            List<CompletionStage<StorageResult<SaveReport>>> saves = new ArrayList<>();
            IntStream.range(0, 16)
                    .forEach(writer -> saves.add(storage.save(LongStream.range(0, 100)
                            // Each in another order, so that they would deadlock if the storage kept it.
                            .mapToObj(i ->
                                    on(topic, 0, (i * 7 + writer * 13) % 100).build())
                            .toList())));

            var duplicates = saves.stream()
                    .mapToInt(save -> value(save).duplicates().size())
                    .sum();

            assertThat(duplicates).isEqualTo(15 * 100);
            assertThat(idsOf(QueryCriteria.everything().onTopic(topic).limitedTo(500)))
                    .hasSize(100);
        }
    }

    @Nested
    class WhenRecordsAreQueried {

        @Test
        void shouldListTheNewestFirst() {
            var old = saved(on(topic, 0, 1));
            var young = saved(on(topic, 0, 2));

            assertThat(idsOf(QueryCriteria.everything().onTopic(topic))).containsExactly(young.id(), old.id());
        }

        @Test
        void shouldOrderIdsUnsigned() {
            var low = new UUID(0x7FFF_0000_0000_7000L, 0x8000_0000_0000_0000L);
            var high = new UUID(0x8000_0000_0000_7000L, 0x8000_0000_0000_0000L);
            var higher = new UUID(0x8000_0000_0000_7000L, 0xBFFF_0000_0000_0000L);
            var records = List.of(low, higher, high).stream()
                    .map(uuid -> DlqRecord.builder(RecordId.of(uuid), topic, StoreFixtures.simplePayload())
                            .metadata(ProcessingMetadata.createdAt(Instant.EPOCH))
                            .build())
                    .toList();
            value(storage.save(records));

            var inChannel = QueryCriteria.everything().inChannel(topic);

            assertThat(idsOf(inChannel)).containsExactly(RecordId.of(higher), RecordId.of(high), RecordId.of(low));
            assertThat(idsOf(inChannel.after(RecordId.of(high)))).containsExactly(RecordId.of(low));
        }

        @Test
        void shouldLeadThroughAllPagesOnceThoughNewOnesComeIn() {
            var batch = LongStream.range(0, 25)
                    .mapToObj(offset -> on(topic, 0, offset).build())
                    .toList();
            value(storage.save(batch));
            var seen = new ArrayList<RecordId>();
            var criteria = Optional.of(QueryCriteria.everything().onTopic(topic).limitedTo(5));

            for (int page = 0; criteria.isPresent(); page++) {
                var now = criteria.get();
                var read = value(storage.query(now));
                read.items().forEach(item -> seen.add(item.id()));
                criteria = read.next().map(now::after);
                saved(on(topic, 0, 1_000 + page));
            }

            assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
        }

        @Test
        void shouldEndExactlyWhereThePageEnds() {
            value(storage.save(List.of(on(topic, 0, 1).build(), on(topic, 0, 2).build())));

            var page = value(
                    storage.query(QueryCriteria.everything().onTopic(topic).limitedTo(2)));

            assertThat(page.items()).hasSize(2);
            assertThat(page.next()).isEmpty();
        }

        @Test
        void shouldFilterByStatusChannelAndEitherTopic() {
            var pending = saved(on(topic, 0, 1));
            var failed = saved(on(topic, 0, 2).status(DlqStatus.FAILED));
            var resolved = saved(on(topic, 0, 3).status(DlqStatus.SUCCESS));
            var origin = saved(on(topic + "-dlt", 0, 1).origin(Origin.unknown().withTopic(topic)));
            var onTopic = QueryCriteria.everything().onTopic(topic);

            assertThat(idsOf(onTopic)).containsExactly(origin.id(), resolved.id(), failed.id(), pending.id());
            assertThat(idsOf(onTopic.withStatuses(Set.of(DlqStatus.FAILED, DlqStatus.SUCCESS))))
                    .containsExactly(resolved.id(), failed.id());
            assertThat(idsOf(QueryCriteria.unresolved().onTopic(topic)))
                    .containsExactly(origin.id(), failed.id(), pending.id());
            assertThat(idsOf(onTopic.inChannel("default"))).hasSize(4);
            assertThat(idsOf(onTopic.inChannel("other"))).isEmpty();
        }

        @Test
        void shouldGiveSummariesWithoutStackTraces() {
            var complete = complete(topic, 42);
            value(storage.save(List.of(complete)));

            var item = value(storage.query(QueryCriteria.everything().onTopic(topic)))
                    .items()
                    .get(0);

            assertThat(item.failure().stackTrace()).isEmpty();
            assertThat(item.failure().message()).isEqualTo(complete.failure().message());
            assertThat(item.payload()).isEqualTo(complete.payload().summary());
            assertThat(item.problems()).isEqualTo(complete.summary().problems());
        }

        @Test
        void shouldSayThatAnUnknownRecordIsNotThere() {
            assertThat(result(storage.find(nextId()))).isInstanceOf(StorageResult.NotFound.class);
        }
    }

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

    @Nested
    class WhenItIsClosed {

        @Test
        void shouldFinishWhatWasHandedOver() throws Exception {
            var batches = LongStream.range(0, 20)
                    .mapToObj(offset -> List.of(on(topic, 0, offset).build()))
                    .toList();
            var saves = batches.stream().map(storage::save).toList();

            storage.close();

            assertThat(saves).allSatisfy(save -> assertThat(save.toCompletableFuture())
                    .isCompletedWithValueMatching(StorageResult.Success.class::isInstance));
        }

        @Test
        void shouldBearClosingAgainAndRefuseCallsAsRetryable() {
            storage.close();
            storage.close();

            var late = result(storage.save(List.of(on(topic, 0, 1).build())));

            assertThat(late)
                    .isInstanceOfSatisfying(StorageResult.Failure.class, failed -> assertThat(failed.retryable())
                            .isTrue());
        }

        @Test
        void shouldNotBlockACallerOfManyCalls() {
            var finds = IntStream.range(0, 100)
                    .mapToObj(i -> storage.find(nextId()).toCompletableFuture())
                    .toArray(CompletableFuture[]::new);

            assertThat(CompletableFuture.allOf(finds)).succeedsWithin(Duration.ofSeconds(30));
        }
    }
}
