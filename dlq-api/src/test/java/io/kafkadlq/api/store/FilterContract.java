package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.nextId;
import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.utf8;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.model.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How every storage finds the records that were asked for, and no others. */
abstract class FilterContract extends OpenStorage {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final QueryCriteria here = QueryCriteria.everything().onTopic(topic);
    private long offset;

    private DlqRecord.Builder next() {
        return on(topic, 0, offset++);
    }

    private DlqRecord.Builder withKey(byte[] key) {
        return on(topic, 0, offset++, Payload.of(key, utf8("value"), DlqHeaders.none()));
    }

    private DlqRecord.Builder saying(String message) {
        return next().failure(Failure.unexplained().withMessage(Text.of(message)));
    }

    private DlqRecord.Builder takenIn(Instant moment) {
        var id = new RecordId(RecordId.firstAt(moment).mostSignificantBits(), nextId().leastSignificantBits());
        return DlqRecord.builder(id, "default", StoreFixtures.simplePayload())
                .source(new Source(topic, 0, offset++, 0));
    }

    private static ProcessingMetadata metadata() {
        return ProcessingMetadata.createdAt(NOON);
    }

    @Nested
    class WhenAskedForAPlace {

        @Test
        void shouldFindThePartitionOfTheTopicNamed() {
            var source = saved(
                    on(topic, 3, 1).origin(Origin.unknown().withTopic("other").withPartition(1)));
            var origin = saved(on(topic + "-dlt", 1, 1)
                    .origin(Origin.unknown().withTopic(topic).withPartition(3)));
            saved(on(topic + "-dlt", 3, 2).origin(Origin.unknown().withTopic(topic)));

            assertThat(idsOf(here.onPartition(3))).containsExactly(origin.id(), source.id());
            assertThat(idsOf(here.onPartition(1))).isEmpty();
        }

        @Test
        void shouldFindThePartitionOfAnyTopicWhereNoneIsNamed() {
            var source = saved(DlqRecord.builder(nextId(), topic, StoreFixtures.simplePayload())
                    .source(new Source(topic, 3, 1, 0)));
            var origin = saved(DlqRecord.builder(nextId(), topic, StoreFixtures.simplePayload())
                    .origin(Origin.unknown().withPartition(3)));
            saved(DlqRecord.builder(nextId(), topic, StoreFixtures.simplePayload()));

            assertThat(idsOf(QueryCriteria.everything().inChannel(topic).onPartition(3)))
                    .containsExactly(origin.id(), source.id());
        }

        @Test
        void shouldFindTheVeryBytesOfAKey() {
            var binary = saved(withKey(new byte[] {0, -1, 127}));
            saved(withKey(new byte[] {0, -1}));
            var again = saved(withKey(new byte[] {0, -1, 127}));

            assertThat(idsOf(here.withKey(new byte[] {0, -1, 127}))).containsExactly(again.id(), binary.id());
            assertThat(idsOf(here.withKey(new byte[] {0, -1, 127, 0}))).isEmpty();
        }

        @Test
        void shouldTellAnEmptyKeyFromNone() {
            var empty = saved(withKey(new byte[0]));
            saved(on(topic, 0, offset++, Payload.of(null, utf8("value"), DlqHeaders.none())));

            assertThat(idsOf(here.withKey(new byte[0]))).containsExactly(empty.id());
        }

        @Test
        void shouldFindKeysThatNoIndexEntryHasRoomFor() {
            byte[] kilobytes = new byte[100_000];
            new Random(1).nextBytes(kilobytes);
            var large = saved(withKey(kilobytes));

            assertThat(idsOf(QueryCriteria.everything().withKey(kilobytes))).containsExactly(large.id());
        }
    }

    @Nested
    class WhenAskedForAFailure {

        @Test
        void shouldFindAnyOfTheErrorTypes() {
            var timeout = saved(next().errorType(ErrorType.TIMEOUT));
            var invalid = saved(next().errorType(ErrorType.VALIDATION));
            saved(next().errorType(ErrorType.BUSINESS));

            assertThat(idsOf(here.withErrorTypes(Set.of(ErrorType.TIMEOUT, ErrorType.VALIDATION))))
                    .containsExactly(invalid.id(), timeout.id());
        }

        @Test
        void shouldFindTheExceptionAndTheRootCause() {
            var thrown = saved(next().failure(Failure.unexplained().withExceptionClass(Text.of("com.example.Bad"))));
            var caused = saved(next().failure(Failure.unexplained()
                    .withExceptionClass(Text.of("com.example.Wrapper"))
                    .withRootCauseClass(Text.of("com.example.Bad"))));
            saved(next().failure(Failure.unexplained().withExceptionClass(Text.of("com.example.BadLuck"))));
            saved(next());

            assertThat(idsOf(here.failedWith("com.example.Bad"))).containsExactly(caused.id(), thrown.id());
            assertThat(idsOf(here.failedWith("com.example"))).isEmpty();
        }

        @Test
        void shouldFindAPartOfTheMessageInAnyCase() {
            var said = saved(saying("Connection REFUSED by db-7"));
            saved(saying("connection reset"));
            saved(next());

            assertThat(idsOf(here.messageContaining("refused BY"))).containsExactly(said.id());
            assertThat(idsOf(here.messageContaining("Connection REFUSED by db-7")))
                    .containsExactly(said.id());
            assertThat(idsOf(here.messageContaining("refused by db-8"))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"100%", "a_b", "!c", "d\\", "'e", "é漢", "%", "_", "!", "\\"})
        void shouldTakeEachCharacterOfTheTextAsItIs(String part) {
            var said = saved(saying("at 100%: a_b !c d\\ 'e é漢"));
            saved(saying("at 100 aXb c d e e"));

            assertThat(idsOf(here.messageContaining(part))).containsExactly(said.id());
        }
    }

    @Nested
    class WhenAskedForATime {

        @Test
        void shouldFindTheFirstMomentButNotTheLast() {
            saved(takenIn(NOON.minusMillis(1)));
            var first = saved(takenIn(NOON));
            var last = saved(takenIn(NOON.plusMillis(9)));
            saved(takenIn(NOON.plusMillis(10)));

            assertThat(idsOf(here.takenIn(NOON, NOON.plusMillis(10)))).containsExactly(last.id(), first.id());
            assertThat(idsOf(here.takenIn(TimeRange.before(NOON.plusMillis(9)))))
                    .hasSize(2);
            assertThat(idsOf(here.takenIn(TimeRange.from(NOON)))).hasSize(3);
            assertThat(idsOf(here.takenIn(TimeRange.between(Instant.MIN, Instant.MAX))))
                    .hasSize(4);
        }

        @Test
        void shouldFindTheVeryFirstIdOfTheFirstMomentOnly() {
            var from = NOON.plusMillis(ThreadLocalRandom.current().nextLong(1L << 40));
            var to = from.plusMillis(1);
            for (Instant moment : List.of(from, to)) {
                saved(DlqRecord.builder(RecordId.firstAt(moment), "default", StoreFixtures.simplePayload())
                        .source(new Source(topic, 0, offset++, 0)));
            }

            assertThat(idsOf(here.takenIn(from, to))).containsExactly(RecordId.firstAt(from));
        }

        @Test
        void shouldFindWhatIsNew() {
            saved(takenIn(NOON.minusMillis(1)));
            var first = saved(takenIn(NOON));

            assertThat(idsOf(QueryCriteria.newSince(NOON).onTopic(topic))).containsExactly(first.id());
        }
    }

    @Nested
    class WhenAskedForProgress {

        @Test
        void shouldCountAttemptsAndRedrivesWithBothEnds() {
            for (int times = 0; times < 5; times++) {
                saved(next().metadata(metadata().withAttempts(times).withRedriveCount(4 - times)));
            }

            assertThat(idsOf(here.attempted(1, 3))).hasSize(3);
            assertThat(idsOf(here.attempted(4, Integer.MAX_VALUE))).hasSize(1);
            assertThat(idsOf(here.redriven(0, 0))).hasSize(1);
            assertThat(idsOf(here.attempted(1, 3).redriven(3, 4))).hasSize(1);
        }

        @Test
        void shouldFindWhatIsDueOldestFirst() {
            var longDue = saved(next().metadata(metadata().withNextAttemptAt(NOON.minusSeconds(60))));
            var justDue = saved(next().metadata(metadata().withNextAttemptAt(NOON)));
            saved(next().metadata(metadata().withNextAttemptAt(NOON.plusMillis(1))));
            saved(next().status(DlqStatus.FAILED).metadata(metadata().withNextAttemptAt(NOON)));
            saved(next());

            assertThat(idsOf(QueryCriteria.due(NOON).onTopic(topic))).containsExactly(longDue.id(), justDue.id());
        }

        @Test
        void shouldFindWhatIsStuck() {
            var stuck =
                    saved(next().status(DlqStatus.RETRYING).metadata(metadata().storedAs(NOON.minusMillis(1), 1)));
            saved(next().status(DlqStatus.RETRYING).metadata(metadata().storedAs(NOON, 1)));
            saved(next().status(DlqStatus.FAILED).metadata(metadata().storedAs(NOON.minusMillis(1), 1)));

            assertThat(idsOf(QueryCriteria.stuck(NOON).onTopic(topic))).containsExactly(stuck.id());
        }

        @Test
        void shouldFindWhatWaitsLongest() {
            var pending = saved(next());
            saved(next().status(DlqStatus.SUCCESS));
            var failed = saved(next().status(DlqStatus.FAILED));

            assertThat(idsOf(QueryCriteria.oldestUnresolved().onTopic(topic)))
                    .containsExactly(pending.id(), failed.id());
        }
    }

    /** Whatever is asked for together: what a storage finds is what the criteria say. */
    @Test
    void shouldFindExactlyWhatMatches() {
        var random = new Random(7);
        var records = new ArrayList<DlqRecord>();
        for (int i = 0; i < 60; i++) {
            records.add(anyRecord(random, i));
        }
        value(storage.save(records));
        records.sort(Comparator.comparing(DlqRecord::id).reversed());

        for (int i = 0; i < 150; i++) {
            QueryCriteria criteria = anyCriteria(random, here.limitedTo(100));

            List<RecordId> expected = records.stream()
                    .filter(criteria::matches)
                    .map(DlqRecord::id)
                    .toList();
            assertThat(idsOf(criteria)).as(criteria.toString()).isEqualTo(expected);
        }
    }

    private DlqRecord anyRecord(Random random, int number) {
        byte[] key = random.nextBoolean() ? utf8("k" + random.nextInt(3)) : null;
        return on(topic, random.nextInt(2), number, Payload.of(key, utf8("v"), DlqHeaders.none()))
                .status(DlqStatus.values()[random.nextInt(DlqStatus.values().length)])
                .errorType(ErrorType.values()[random.nextInt(3)])
                .origin(Origin.unknown().withTopic(topic).withPartition(random.nextInt(3)))
                .failure(Failure.unexplained()
                        .withExceptionClass(Text.of("E" + random.nextInt(2)))
                        .withRootCauseClass(Text.of("E" + random.nextInt(3)))
                        .withMessage(Text.of("Said " + random.nextInt(4))))
                .metadata(metadata()
                        .withAttempts(random.nextInt(4))
                        .withRedriveCount(random.nextInt(3))
                        .withNextAttemptAt(NOON.plusSeconds(random.nextInt(4)))
                        .storedAs(NOON.plusSeconds(random.nextInt(4)), 1))
                .build();
    }

    private static QueryCriteria anyCriteria(Random random, QueryCriteria all) {
        QueryCriteria some = all;
        some = random.nextInt(3) > 0 ? some : some.withKey(utf8("k" + random.nextInt(3)));
        some = random.nextInt(3) > 0 ? some : some.onPartition(random.nextInt(3));
        some = random.nextInt(3) > 0 ? some : some.failedWith("E" + random.nextInt(3));
        some = random.nextInt(3) > 0 ? some : some.messageContaining("ID " + random.nextInt(4));
        some = random.nextInt(3) > 0 ? some : some.withErrorTypes(EnumSet.of(ErrorType.TRANSIENT, ErrorType.TIMEOUT));
        some = random.nextInt(3) > 0 ? some : some.withStatuses(EnumSet.range(DlqStatus.PENDING, DlqStatus.SUCCESS));
        some = random.nextInt(3) > 0 ? some : some.attempted(1, 2);
        some = random.nextInt(3) > 0 ? some : some.redriven(0, 1);
        some = random.nextInt(3) > 0 ? some : some.dueBy(NOON.plusSeconds(2));
        return random.nextInt(3) > 0 ? some : some.unchangedSince(NOON.plusSeconds(2));
    }
}
