package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.fromCode;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.api.store.StoreFixtures;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that come one by one, and many at a time. */
class SharedCommitsTest {

    private static final int RECORDS = 60;
    private static final int REFUSED = 17;

    @TempDir
    Path directory;

    @Test
    void shouldRefuseOnlyWhatTheDatabaseRefusesInH2() throws Exception {
        refusesOne(Stores.h2(directory));
    }

    @Test
    void shouldRefuseOnlyWhatTheDatabaseRefusesInPostgres() throws Exception {
        refusesOne(SharedPostgres.newDatabase());
    }

    @Test
    void shouldRefuseOnlyWhatTheDatabaseRefusesInMariaDb() throws Exception {
        refusesOne(SharedMariaDb.newDatabase());
    }

    @Test
    void shouldTellWhoComesLateThatHisResultWasLeftAlone() throws Exception {
        try (var storage = Stores.open(SharedPostgres.newDatabase())) {
            DlqSchedule schedule = storage.schedule().orElseThrow();
            RunResult success = succeeded(claimed(storage).get(0), 1);

            var answers = Stream.generate(() -> schedule.complete(List.of(success)))
                    .limit(20)
                    .toList();

            assertThat(answers.stream().filter(answer -> value(answer).isEmpty()))
                    .hasSize(1);
        }
    }

    @Test
    void shouldFinishWhatItAcceptedWhileItIsClosed() throws Exception {
        String url = SharedPostgres.newDatabase();
        List<CompletionStage<StorageResult<Set<RecordId>>>> answers;
        List<DlqRecord> claimed;
        try (var storage = Stores.open(url)) {
            DlqSchedule schedule = storage.schedule().orElseThrow();
            claimed = claimed(storage);
            answers = claimed.stream()
                    .map(one -> schedule.complete(List.of(succeeded(one, 1))))
                    .toList();
        }

        assertThat(answers).allSatisfy(answer -> assertThat(value(answer)).isEmpty());
        try (var storage = Stores.open(url)) {
            for (DlqRecord one : claimed) {
                assertThat(value(storage.find(one.id())).status()).isEqualTo(DlqStatus.SUCCESS);
            }
        }
    }

    @Test
    void shouldShareTransactions() throws Exception {
        String url = SharedPostgres.newDatabase();
        try (var storage = Stores.open(url);
                var connection = Stores.connect(url);
                var statement = connection.createStatement()) {
            DlqSchedule schedule = storage.schedule().orElseThrow();
            var answers = claimed(storage).stream()
                    .map(one -> schedule.complete(List.of(succeeded(one, 1))))
                    .toList();
            answers.forEach(StoreFixtures::value);

            try (var writers = statement.executeQuery("SELECT count(DISTINCT xmin::text) FROM dlq_progress")) {
                writers.next();
                assertThat(writers.getInt(1)).isLessThan(RECORDS / 2);
            }
        }
    }

    private static void refusesOne(String url) throws Exception {
        try (var storage = Stores.open(url);
                var connection = Stores.connect(url);
                var statement = connection.createStatement()) {
            DlqSchedule schedule = storage.schedule().orElseThrow();
            List<DlqRecord> claimed = claimed(storage);
            statement.execute("ALTER TABLE dlq_attempt ADD CHECK (number <> " + REFUSED + ")");

            var answers = claimed.stream()
                    .map(one ->
                            schedule.complete(List.of(succeeded(one, claimed.indexOf(one) == REFUSED ? REFUSED : 1))))
                    .toList();

            for (int i = 0; i < RECORDS; i++) {
                if (i == REFUSED) {
                    assertThat(result(answers.get(i))).isInstanceOf(StorageResult.Failure.class);
                } else {
                    assertThat(value(answers.get(i))).isEmpty();
                    assertThat(value(storage.find(claimed.get(i).id())).status())
                            .isEqualTo(DlqStatus.SUCCESS);
                }
            }
        }
    }

    private static List<DlqRecord> claimed(DlqStorage storage) {
        DlqSchedule schedule = storage.schedule().orElseThrow();
        value(storage.save(Stream.generate(() -> fromCode()
                        .metadata(ProcessingMetadata.createdAt(Instant.now()).withNextAttemptAt(Instant.EPOCH))
                        .build())
                .limit(RECORDS)
                .toList()));
        Lease lease = value(schedule.renew(new Lease(UUID.randomUUID(), "node-1", Duration.ofMinutes(1))));
        return value(schedule.claim(new ClaimRequest("default", lease, RECORDS, 1_000_000)))
                .records();
    }

    private static RunResult succeeded(DlqRecord claimed, int attempt) {
        var after = claimed.summary()
                .withStatus(DlqStatus.SUCCESS)
                .withMetadata(claimed.metadata().withAttempts(attempt).withoutNextAttempt());
        return new RunResult(
                after,
                List.of(new Attempt(
                        attempt, Instant.now(), Duration.ofMillis(1), "node-1", new Attempt.Outcome.Succeeded())));
    }
}
