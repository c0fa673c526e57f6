package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.complete;
import static io.kafkadlq.api.store.StoreFixtures.fromCode;
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
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.api.store.StoreFixtures;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A record becomes the same rows, whether Hibernate or COPY writes them: whole rows are compared, column by column. */
class WrittenAlikeTest {

    private static final String ODD = "a\0b \uD800 c \uDC00 \uD83D\uDE80 \u0007\u007F é 漢 \\ \t\r\n";

    @Test
    void shouldStoreWholeRecords() throws Exception {
        assertWrittenAlike(complete("whole", 1), complete("whole", Long.MAX_VALUE));
    }

    @Test
    void shouldStoreWhatIsNotThere() throws Exception {
        var none = DlqHeaders.none();
        assertWrittenAlike(
                fromCode().build(),
                DlqRecord.builder(nextId(), "default", Payload.of(null, null, none))
                        .build(),
                on("t", 0, 1, Payload.of(utf8("tombstone"), null, none)).build(),
                on("t", 0, 2, Payload.of(null, utf8("no key"), none)).build(),
                on("t", 0, 3, Payload.of(new byte[0], new byte[0], none)).build(),
                on("t", 0, 4, Payload.withoutValue(utf8("k"), none, PayloadState.POINTER))
                        .build(),
                on("t", 0, 5, Payload.withoutValue(null, none, PayloadState.MISSING))
                        .build(),
                on("", 0, 6).build());
    }

    @Test
    void shouldStoreOddText() throws Exception {
        var text = Text.of(ODD);
        assertWrittenAlike(
                on(ODD, 0, 1)
                        .origin(Origin.unknown().withTopic(ODD).withGroup(ODD.repeat(1_000)))
                        .dialects(List.of(ODD, ""))
                        .problems(List.of(ODD, "x".repeat(100_000), "=\\\n"))
                        .failure(Failure.unexplained()
                                .withExceptionClass(text)
                                .withRootCauseClass(Text.of("C".repeat(10_000)))
                                .withMessage(Text.of(ODD.repeat(10_000)))
                                .withStackTrace(Text.of(ODD.repeat(10_000)))
                                .withDeliveries(Integer.MAX_VALUE))
                        .build(),
                DlqRecord.builder(nextId(), ODD.repeat(20), StoreFixtures.simplePayload())
                        .build());
    }

    // What was before October 1582 Hibernate writes by the Julian calendar.
    @Test
    void shouldStoreFarTimesAndGreatNumbers() throws Exception {
        assertWrittenAlike(
                at("1583-01-01T00:00:00Z", 1), at("+294276-12-31T23:59:59.999Z", 2), at("1969-12-31T23:59:59.999Z", 3));
    }

    private static DlqRecord at(String far, long offset) {
        Instant instant = Instant.parse(far);
        return on("far", Integer.MAX_VALUE, offset)
                .source(new Source("far", 0, offset, Long.MIN_VALUE))
                .origin(Origin.unknown()
                        .withTimestampMillis(Long.MAX_VALUE)
                        .withOffset(0)
                        .withPartition(0))
                .sequence(new Sequence(Long.MIN_VALUE, Long.MAX_VALUE))
                .metadata(ProcessingMetadata.createdAt(instant)
                        .withAttempts(Integer.MAX_VALUE)
                        .withRedriveCount(2)
                        .withNextAttemptAt(instant)
                        .storedAs(instant, Long.MAX_VALUE))
                .build();
    }

    @Test
    void shouldStoreValuesBeyondAnyBuffer() throws Exception {
        byte[] megabytes = new byte[5 << 20];
        new Random(1).nextBytes(megabytes);

        assertWrittenAlike(
                on("large", 0, 1, Payload.of(megabytes, megabytes, DlqHeaders.none()))
                        .build(),
                on("large", 0, 2).build());
    }

    @Test
    void shouldRefuseTimesThatNoDatabaseHolds() throws Exception {
        for (Function<String, DlqStorage> way :
                List.<Function<String, DlqStorage>>of(Stores::openCopying, Stores::openWithoutCopy)) {
            try (DlqStorage storage = way.apply(SharedPostgres.newDatabase())) {
                var far = StoreFixtures.result(storage.save(List.of(at("+294277-01-01T00:00:00Z", 1))));

                assertThat(far)
                        .isInstanceOfSatisfying(StorageResult.Failure.class, failed -> assertThat(failed.retryable())
                                .isFalse());
            }
        }
    }

    private static void assertWrittenAlike(DlqRecord... records) throws SQLException {
        List<String> byHibernate = rows(Stores::openWithoutCopy, records);
        List<String> byCopy = rows(Stores::openCopying, records);

        assertThat(byCopy).isEqualTo(byHibernate).hasSizeGreaterThanOrEqualTo(2 * records.length);
    }

    private static List<String> rows(Function<String, DlqStorage> opening, DlqRecord... records) throws SQLException {
        String url = SharedPostgres.newDatabase();
        try (DlqStorage storage = opening.apply(url);
                Connection connection = DriverManager.getConnection(url, "postgres", "")) {
            assertThat(value(storage.save(List.of(records))).duplicates()).isEmpty();
            return Statements.list(connection, """
                    SELECT r::text AS whole FROM dlq_record r
                    UNION ALL SELECT p::text FROM dlq_progress p
                    UNION ALL SELECT id || stack_trace FROM dlq_stack_trace
                    ORDER BY whole""", row -> row.getString("whole"));
        }
    }
}
