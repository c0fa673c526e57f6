package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.audited;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.IndexedHeader;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.api.store.TimeRange;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How old months go from PostgreSQL: whole, where all of them may. */
class MonthlyPurgeTest {

    private static final YearMonth OLD = Months.NOW.minusMonths(3);
    private static final YearMonth LATER = Months.NOW.minusMonths(2);

    /** All that is of the old month was changed before; the later one is not over. */
    private static final Instant AFTER_OLD = Months.start(LATER).plusSeconds(1);

    private String url;
    private DlqStorage storage;

    @BeforeEach
    void open() throws Exception {
        url = Months.since(4);
        storage = Stores.openMonthly(url);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private DlqRecord saved(DlqRecord.Builder builder) {
        DlqRecord letter = builder.build();
        value(storage.save(List.of(letter)));
        return letter;
    }

    private List<DlqRecord> savedSucceeded(int many, YearMonth month, String channel) {
        List<DlqRecord> letters = IntStream.range(0, many)
                .mapToObj(
                        i -> Months.in(month, channel).status(DlqStatus.SUCCESS).build())
                .toList();
        value(storage.save(letters));
        return letters;
    }

    private int purge(String channel, Instant unchangedSince) {
        return value(storage.retention().orElseThrow().purge(channel, unchangedSince, 5));
    }

    private boolean isGone(DlqRecord letter) {
        return result(storage.find(letter.id())) instanceof StorageResult.NotFound;
    }

    @Test
    void shouldGoWholeWithAttemptsAndHeadersButNotTheAuditTrail() throws Exception {
        DlqRecord tried = Months.in(OLD, "orders")
                .metadata(ProcessingMetadata.createdAt(Months.start(OLD)).withNextAttemptAt(Months.start(OLD)))
                .build()
                .withIndexedHeaders(Set.of(new IndexedHeader("tenant", "acme")));
        value(storage.save(List.of(tried)));
        succeed();
        var why = audited(tried, "RETRY");
        value(storage.audit(why));
        savedSucceeded(20, OLD, "orders");
        DlqRecord later = saved(Months.in(LATER, "orders").status(DlqStatus.SUCCESS));
        age();

        assertThat(purge("orders", AFTER_OLD)).isEqualTo(21);

        assertThat(Months.names(url)).doesNotContain(Months.name(OLD)).contains(Months.name(LATER));
        assertThat(isGone(tried)).isTrue();
        assertThat(isGone(later)).isFalse();
        assertThat(value(storage.attemptsOf(tried.id()))).isEmpty();
        assertThat(value(storage.auditOf(tried.id()))).containsExactly(why);
        assertThat(Months.count(url, "dlq_header")).isZero();
        assertThat(countsThatAgree()).isEqualTo(1);
    }

    private void succeed() {
        var schedule = storage.schedule().orElseThrow();
        Lease lease = value(schedule.renew(new Lease(UUID.randomUUID(), "node", Duration.ofMinutes(1))));
        DlqRecord claimed = value(schedule.claim(new ClaimRequest("orders", lease, 1, 1_000)))
                .records()
                .get(0);
        value(schedule.complete(List.of(new RunResult(
                claimed.summary()
                        .withStatus(DlqStatus.SUCCESS)
                        .withMetadata(claimed.metadata().withoutNextAttempt()),
                List.of(new Attempt(1, Instant.EPOCH, Duration.ZERO, "node", new Attempt.Outcome.Succeeded()))))));
    }

    /** Whatever was changed just now was so when it was taken in. */
    private void age() throws Exception {
        try (Connection connection = Stores.connect(url)) {
            Months.execute(
                    connection,
                    "UPDATE dlq_progress p SET updated_at = r.created_at FROM dlq_record r WHERE r.id = p.id");
        }
    }

    private long countsThatAgree() {
        QueryCriteria all = QueryCriteria.everything();
        for (CountBy by : CountBy.values()) {
            assertThat(value(storage.count(all, by)))
                    .isEqualTo(value(storage.count(all.withErrorTypes(EnumSet.allOf(ErrorType.class)), by)));
        }
        return value(storage.count(all, CountBy.STATUS)).groups().stream()
                .mapToLong(group -> group.records())
                .sum();
    }

    @Test
    void shouldBeTakenOffTheCountsWhateverWasDoneToIt() throws Exception {
        new RandomWork(storage, Months.start(LATER).minusSeconds(2 * 3_600L), 7).run(150);
        QueryCriteria old = QueryCriteria.everything()
                .takenIn(TimeRange.before(Months.start(LATER)))
                .limitedTo(QueryCriteria.MAX_LIMIT);
        value(storage.query(old)).items().forEach(summary -> {
            DlqRecord letter = value(storage.find(summary.id()));
            value(storage.update(letter.summary().withStatus(DlqStatus.SKIPPED), audited(letter, "SKIP")));
        });
        Instant ever = Instant.now().plusSeconds(60);
        // Once more, to fold some of the changes.
        Stores.openMonthly(url).close();

        int orders = purge("orders", ever);
        int bills = purge("bills", ever);

        assertThat(orders + bills).isGreaterThan(5);
        assertThat(Months.names(url)).doesNotContain(Months.name(OLD)).contains(Months.name(LATER));
        assertThat(countsThatAgree()).isPositive();
    }

    @Test
    void shouldGoRowByRowAroundWhatMustStay() throws Exception {
        DlqRecord held = saved(Months.in(OLD, "orders").status(DlqStatus.ON_HOLD));
        savedSucceeded(7, OLD, "orders");
        savedSucceeded(3, LATER, "orders");

        assertThat(purge("orders", AFTER_OLD)).isEqualTo(5);
        assertThat(purge("orders", AFTER_OLD)).isEqualTo(2);
        assertThat(purge("orders", AFTER_OLD)).isZero();

        assertThat(isGone(held)).isFalse();
        assertThat(Months.names(url)).contains(Months.name(OLD));
        assertThat(countsThatAgree()).isEqualTo(4);
    }

    @Test
    void shouldStayUntilAllItsChannelsArePurged() throws Exception {
        savedSucceeded(2, OLD, "orders");
        DlqRecord bill = saved(Months.in(OLD, "bills").status(DlqStatus.SKIPPED));

        assertThat(purge("orders", AFTER_OLD)).isEqualTo(2);
        assertThat(isGone(bill)).isFalse();

        assertThat(purge("bills", AFTER_OLD)).isEqualTo(1);
        assertThat(isGone(bill)).isTrue();
        assertThat(Months.names(url)).doesNotContain(Months.name(OLD));
    }

    @Test
    void shouldStayAsLongAsTheChannelThatKeepsLongestWantsIt() throws Exception {
        savedSucceeded(2, OLD, "orders");
        DlqRecord bill = saved(Months.in(OLD, "bills").status(DlqStatus.SUCCESS));

        purge("bills", Months.start(OLD));
        purge("orders", AFTER_OLD);

        assertThat(isGone(bill)).isFalse();
        assertThat(Months.names(url)).contains(Months.name(OLD));
    }

    @Test
    void shouldStayWhileSomethingInItWasChangedLately() throws Exception {
        savedSucceeded(2, OLD, "orders");
        DlqRecord late = saved(Months.in(OLD, "orders")
                .status(DlqStatus.EXPIRED)
                .metadata(ProcessingMetadata.createdAt(AFTER_OLD.plusSeconds(60))));

        assertThat(purge("orders", AFTER_OLD)).isEqualTo(2);
        assertThat(isGone(late)).isFalse();

        assertThat(purge("orders", AFTER_OLD.plusSeconds(61))).isEqualTo(1);
        assertThat(Months.names(url)).doesNotContain(Months.name(OLD));
    }

    @Test
    void shouldBeLeftWholeUntilItsStragglersHadTimeToExpire() throws Exception {
        savedSucceeded(2, OLD, "orders");
        saved(Months.in(OLD, "orders").status(DlqStatus.FAILED));
        Duration age = Duration.ofDays(10);
        value(storage.retention().orElseThrow().expire("orders", Instant.now().minus(age), Instant.EPOCH, 10));

        assertThat(purge("orders", AFTER_OLD)).isZero();
        assertThat(purge("orders", AFTER_OLD.plus(age))).isEqualTo(2);
    }

    @Test
    void shouldLeaveAMonthThatIsNotOver() throws Exception {
        DlqRecord young = saved(Months.takenIn(Instant.now(), "orders")
                .status(DlqStatus.SUCCESS)
                .metadata(ProcessingMetadata.createdAt(Months.start(OLD))));

        assertThat(purge("orders", Instant.now().minusSeconds(1))).isZero();

        assertThat(isGone(young)).isFalse();
        assertThat(Months.names(url)).contains(Months.name(Months.NOW));
    }

    @Test
    void shouldNotKeepOthersWaitingForOneThatIsInUse() throws Exception {
        List<DlqRecord> letters = savedSucceeded(2, OLD, "orders");
        try (Connection reader = Stores.connect(url)) {
            reader.setAutoCommit(false);
            Statements.list(reader, "SELECT id FROM dlq_record LIMIT 1", row -> true);

            assertThat(purge("orders", AFTER_OLD)).isZero();
            assertThat(isGone(letters.get(0))).isFalse();
        }
        // Whoever has not just tried in vain.
        try (DlqStorage other = Stores.openMonthly(url)) {
            assertThat(value(other.retention().orElseThrow().purge("orders", AFTER_OLD, 5)))
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldDropTheFirstPartitionLikeAnyOther() throws Exception {
        DlqRecord first = saved(Months.in(Months.NOW.minusMonths(30), "orders").status(DlqStatus.EXPIRED));

        assertThat(purge("orders", AFTER_OLD)).isEqualTo(1);

        assertThat(isGone(first)).isTrue();
        assertThat(Months.names(url)).doesNotContain("first");
    }
}
