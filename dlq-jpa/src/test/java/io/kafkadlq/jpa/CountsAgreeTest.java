package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.TimeRange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of counts says the same as counting one by one, whatever was done to the records and by how many at once. */
class CountsAgreeTest {

    private static final int ROUNDS = 3;
    private static final int STEPS = 50;
    private static final int WRITERS = 3;
    private static final Instant START = RandomWork.FIRST_HOUR;

    @TempDir
    Path directory;

    @Test
    void shouldAgreeInH2() {
        agree(Stores.h2(directory), START, 1);
    }

    @Test
    void shouldAgreeInPostgres() throws Exception {
        agree(SharedPostgres.newDatabase(), START, 2);
    }

    @Test
    void shouldAgreeInMariaDb() throws Exception {
        agree(SharedMariaDb.newDatabase(), START, 3);
    }

    /** Of which the one before is dropped, whenever all of it may go. */
    @Test
    void shouldAgreeInPostgresAcrossMonths() throws Exception {
        agree(Months.since(1), Months.start(Months.NOW).minusSeconds(2 * 3_600L), 4);
    }

    private static void agree(String url, Instant firstHour, long seed) {
        try (DlqStorage storage = Stores.open(url)) {
            var random = new Random(seed);
            for (int round = 0; round < ROUNDS; round++) {
                var writers = IntStream.range(0, WRITERS)
                        .mapToObj(i -> new RandomWork(storage, firstHour, random.nextLong()))
                        .map(work -> CompletableFuture.runAsync(
                                () -> work.run(STEPS),
                                task -> Stores.THREADS.newThread(task).start()))
                        .toArray(CompletableFuture[]::new);
                // Each instance that starts folds what it finds.
                Stores.open(url).close();
                CompletableFuture.allOf(writers).join();

                questions(firstHour, random).forEach(which -> assertSame(storage, which));

                Stores.open(url).close();
                questions(firstHour, random).forEach(which -> assertSame(storage, which));
            }
        }
    }

    private static void assertSame(DlqStorage storage, QueryCriteria which) {
        // Any error type is no narrower, but nothing that counts are kept of.
        QueryCriteria oneByOne = which.withErrorTypes(EnumSet.allOf(ErrorType.class));
        assertThat(CountFilter.suits(which)).isTrue();
        assertThat(CountFilter.suits(oneByOne)).isFalse();
        for (CountBy by : CountBy.values()) {
            assertThat(value(storage.count(which, by)))
                    .as("by %s, %s", by, which)
                    .isEqualTo(value(storage.count(oneByOne, by)));
        }
    }

    private static List<QueryCriteria> questions(Instant firstHour, Random random) {
        var questions = new ArrayList<QueryCriteria>();
        questions.add(QueryCriteria.everything());
        questions.add(QueryCriteria.everything().limitedTo(2));
        for (DlqStatus status : DlqStatus.values()) {
            questions.add(QueryCriteria.everything().withStatuses(Set.of(status)));
        }
        for (int i = 0; i < 10; i++) {
            questions.add(question(firstHour, random));
        }
        return questions;
    }

    private static QueryCriteria question(Instant firstHour, Random random) {
        QueryCriteria which = QueryCriteria.everything();
        if (random.nextBoolean()) {
            which = which.inChannel(RandomWork.anyOf(RandomWork.CHANNELS, random));
        }
        if (random.nextBoolean()) {
            which = which.failedWith(RandomWork.anyOf(RandomWork.CLASSES, random));
        }
        if (random.nextBoolean()) {
            which = which.withStatuses(
                    Set.of(DlqStatus.PENDING, RandomWork.anyOf(List.of(DlqStatus.RETRYING, DlqStatus.FAILED), random)));
        }
        Instant hour = firstHour.plusSeconds(3_600L * random.nextInt(RandomWork.HOURS));
        return switch (random.nextInt(4)) {
            case 0 -> which.takenIn(TimeRange.from(hour));
            case 1 -> which.takenIn(TimeRange.before(hour));
            case 2 -> which.takenIn(hour, hour.plusSeconds(3_600L * (1 + random.nextInt(RandomWork.HOURS))));
            default -> which;
        };
    }
}
