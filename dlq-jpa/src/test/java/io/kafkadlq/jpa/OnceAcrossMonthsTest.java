package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A position that comes with ids of different months, which no unique key tells of. */
class OnceAcrossMonthsTest {

    private static final int BATCHES = 200;
    private static final int BATCH = 5;
    private static final Duration MARGIN = Duration.ofHours(1);

    private String url;
    private DlqStorage one;
    private DlqStorage other;

    @BeforeEach
    void open() throws Exception {
        url = Months.since(2);
        one = Stores.openMonthly(url);
        other = Stores.openMonthly(url);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void shouldBeStoredOnceByInstancesThatRace() throws Exception {
        var saves = new ArrayList<CompletionStage<StorageResult<SaveReport>>>();
        for (int batch = 0; batch < BATCHES; batch++) {
            saves.add(one.save(batch(batch, Months.NOW.minusMonths(1))));
            saves.add(other.save(batch(batch, Months.NOW)));
            // Else one of them would be ahead of the other for all of the rest.
            if (batch % 10 == 9) {
                saves.forEach(save -> value(save));
            }
        }

        assertThat(saves.stream()
                        .mapToLong(save -> value(save).duplicates().size())
                        .sum())
                .isEqualTo(BATCHES * BATCH);
        assertThat(Months.count(url, "dlq_record")).isEqualTo(BATCHES * BATCH);
    }

    private static List<DlqRecord> batch(int number, YearMonth month) {
        return LongStream.range(0, BATCH)
                .mapToObj(i -> Months.in(month, "orders")
                        .source(new Source("raced", 0, number * BATCH + i, 0))
                        .build())
                .toList();
    }

    @Test
    void shouldLetSavesOfThisMonthGoSideBySide() throws Exception {
        assumeTrue(Instant.now().minus(MARGIN).isAfter(Months.start(Months.NOW))
                && Instant.now().plus(MARGIN).isBefore(Months.start(Months.NOW.plusMonths(1))));
        try (Connection saving = Stores.connect(url)) {
            saving.setAutoCommit(false);
            OnceAcrossMonths.takeTurn(saving, List.of(now()));

            assertThat(value(one.save(List.of(now()))).duplicates()).isEmpty();
        }
    }

    @Test
    void shouldLetSavesOfOtherMonthsWait() throws Exception {
        try (Connection saving = Stores.connect(url)) {
            saving.setAutoCommit(false);
            OnceAcrossMonths.takeTurn(saving, List.of(now()));
            CompletableFuture<StorageResult<SaveReport>> late = one.save(List.of(
                            Months.in(Months.NOW.minusMonths(1), "orders").build()))
                    .toCompletableFuture();

            assertThat(late).failsWithin(500, TimeUnit.MILLISECONDS).withThrowableOfType(TimeoutException.class);
            saving.rollback();

            assertThat(value(late).duplicates()).isEmpty();
        }
    }

    private static DlqRecord now() {
        return Months.takenIn(Instant.now(), "orders").build();
    }
}
