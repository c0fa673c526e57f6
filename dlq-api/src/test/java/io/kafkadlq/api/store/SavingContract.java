package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.complete;
import static io.kafkadlq.api.store.StoreFixtures.nextId;
import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.utf8;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.model.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every storage does with records that are saved for the first time. */
abstract class SavingContract extends OpenStorage {

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
        void shouldKeepTheSizesOfWhatLiesElsewhere() {
            var whole = Payload.of(utf8("k"), utf8("value"), DlqHeaders.none());
            var pointer = saved(on(topic, 0, 1, whole.toPointer()));
            var nothing = saved(on(topic, 0, 2, whole.withoutBytes()));

            assertThat(found(pointer.id())).isEqualTo(pointer);
            assertThat(found(nothing.id())).isEqualTo(nothing);
            assertThat(found(pointer.id()).summary().payload().valueBytes()).hasValue(5);
            assertThat(found(nothing.id()).payload().key()).isEmpty();
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
}
