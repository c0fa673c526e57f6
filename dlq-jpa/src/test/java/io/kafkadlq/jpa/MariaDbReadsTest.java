package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.nextId;
import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.simplePayload;
import static io.kafkadlq.api.store.StoreFixtures.utf8;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.RunResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much MariaDB reads, by its own count, where much is stored that is not asked for; and that nothing is claimed twice. */
class MariaDbReadsTest {

    private static final int MANY = 5_000;
    private static final int FEW = 10;

    /** Rows and index entries that one of these calls may read for each of the few records it is about. */
    private static final int READS_EACH = 40;

    private String url;
    private DlqStorage storage;
    private DlqSchedule schedule;
    private Connection beside;

    @BeforeEach
    void open() throws Exception {
        url = SharedMariaDb.newDatabase();
        storage = Stores.open(url);
        schedule = storage.schedule().orElseThrow();
        beside = Stores.connect(url);
    }

    @AfterEach
    void close() throws Exception {
        beside.close();
        storage.close();
    }

    @Test
    void shouldFindRecordsByTheirKey() throws Exception {
        save(MANY, i -> on("t", 0, i, Payload.of(utf8("k" + i), utf8("v"), DlqHeaders.none())));

        long before = reads();
        var page = value(storage.query(QueryCriteria.everything().withKey(utf8("k4711"))));

        assertThat(page.items()).hasSize(1);
        assertThat(reads() - before).isPositive().isLessThan(READS_EACH);
    }

    @Test
    void shouldClaimWithoutReadingWhatIsNotDueOrIsDone() throws Exception {
        save(MANY, i -> at(Instant.now().plus(Duration.ofDays(1))));
        save(MANY, i -> at(Instant.EPOCH).status(DlqStatus.SUCCESS));
        save(FEW, i -> at(Instant.EPOCH));
        Lease lease = lived(schedule);

        long before = reads();
        List<DlqRecord> claimed = claim(schedule, lease, 2 * FEW);

        assertThat(claimed).hasSize(FEW);
        assertThat(reads() - before).isPositive().isLessThan(FEW * READS_EACH);
    }

    @Test
    void shouldNotReadASequenceToTheEnd() throws Exception {
        save(MANY, i -> at(Instant.EPOCH.plusSeconds(i))
                .sequence(new Sequence(7, i))
                .status(DlqStatus.SUCCESS));
        save(MANY, i -> at(Instant.EPOCH.plusSeconds(i)).sequence(new Sequence(7, MANY + i)));
        Lease lease = lived(schedule);

        long before = reads();
        List<DlqRecord> claimed = claim(schedule, lease, 1);
        value(schedule.complete(List.of(succeeded(claimed.get(0)))));

        assertThat(claimed.get(0).summary().sequence()).hasValue(new Sequence(7, MANY));
        assertThat(value(schedule.sequences().blockedAmong(Set.of(7L, 8L)))).containsExactly(7L);
        assertThat(reads() - before).isPositive().isLessThan(FEW * READS_EACH);
    }

    @Test
    void shouldNeverGiveARecordToTwo() throws Exception {
        save(MANY, i -> at(Instant.EPOCH));
        try (var other = Stores.open(url)) {
            var one = CompletableFuture.supplyAsync(() -> claimAll(schedule));
            var two = CompletableFuture.supplyAsync(
                    () -> claimAll(other.schedule().orElseThrow()));
            var all = new ArrayList<>(one.get());
            all.addAll(two.get());

            assertThat(one.get()).isNotEmpty();
            assertThat(two.get()).isNotEmpty();
            assertThat(all).hasSize(MANY);
            assertThat(new HashSet<>(all)).hasSize(MANY);
        }
    }

    private static List<RecordId> claimAll(DlqSchedule schedule) {
        Lease lease = lived(schedule);
        var all = new ArrayList<RecordId>();
        for (List<DlqRecord> some = claim(schedule, lease, 50); !some.isEmpty(); some = claim(schedule, lease, 50)) {
            some.forEach(claimed -> all.add(claimed.id()));
            value(schedule.complete(
                    some.stream().map(MariaDbReadsTest::succeeded).toList()));
        }
        return all;
    }

    private void save(int records, LongFunction<DlqRecord.Builder> builder) {
        value(storage.save(LongStream.range(0, records)
                .mapToObj(i -> builder.apply(i).build())
                .toList()));
    }

    private static DlqRecord.Builder at(Instant next) {
        RecordId id = nextId();
        return DlqRecord.builder(id, "orders", simplePayload())
                .metadata(ProcessingMetadata.createdAt(id.timestamp()).withNextAttemptAt(next));
    }

    private static Lease lived(DlqSchedule schedule) {
        return value(schedule.renew(new Lease(UUID.randomUUID(), "node-1", Duration.ofMinutes(10))));
    }

    private static List<DlqRecord> claim(DlqSchedule schedule, Lease lease, int limit) {
        return value(schedule.claim(new ClaimRequest("orders", lease, limit, 1L << 30)))
                .records();
    }

    private static RunResult succeeded(DlqRecord claimed) {
        return new RunResult(
                claimed.summary()
                        .withStatus(DlqStatus.SUCCESS)
                        .withMetadata(claimed.metadata().withoutNextAttempt()),
                List.of());
    }

    /** Of the whole server, which does nothing else meanwhile. */
    private long reads() throws SQLException {
        return Statements.list(beside, "SHOW GLOBAL STATUS LIKE 'Handler_read_%'", row -> row.getLong("Value")).stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
