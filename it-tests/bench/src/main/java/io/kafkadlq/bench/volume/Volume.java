package io.kafkadlq.bench.volume;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.bench.database.Jdbc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What is stored in a store that was much used for twenty days. Of a hundred records one is due now, ten are parked behind the
 * first of a thousand keys, twenty are done with, five have failed, nine are of a channel of their own, and the others are due
 * in the days to come. One in ten thousand is being retried, and another is of a channel that is rarely used. Each is in a
 * sequence.
 *
 * @param records how many
 * @param due which of a hundred the due one is
 * @param now when the last of them came in
 */
record Volume(int records, Due due, Instant now) {

    /** Where the records are that are due. */
    enum Due {
        /** Of one time, as those are that failed in one outage. */
        TOGETHER("%1$s >= :records / 2 AND %1$s < :records / 2 + :records / 100"),
        /** One here and one there: each on a page of its own. */
        SCATTERED("mod(%1$s, 100) = 10");

        private final String condition;

        Due(String condition) {
            this.condition = condition;
        }

        String of(String number) {
            return condition.formatted(number);
        }
    }

    static final String CHANNEL = "bench";
    static final String OTHER_CHANNEL = "billing";
    static final String RARE_CHANNEL = "audit";
    static final String OTHER_TOPIC = "invoices";
    static final String RARE_TOPIC = "logins";

    /** A hundred records have it. */
    static final String KEY = "0000000007";

    /** One in a hundred has it. */
    static final String FREQUENT_KEY = "0000000000";

    static final String RARE_EXCEPTION = "com.acme.billing.Refused7";

    static final int RECORDS_A_DUE_ONE = 100;

    /** Of this age at least is one half of it. */
    static final Duration HALF = Duration.ofDays(10);

    /** The keys of what is parked are those of one partition. */
    static final long PARKED_FIRST = 7L << 32;

    static final long PARKED_LAST = PARKED_FIRST | 0xFFFF_FFFFL;

    private static final String AT = """
            SELECT id FROM dlq_record WHERE channel = 'bench' AND source_topic = 'orders'
                AND source_partition = %d AND source_offset = %d""";

    int dueRecords() {
        return records / RECORDS_A_DUE_ONE;
    }

    /** Of a record in the midst of them; numbers of one run are a few pages apart. */
    RecordId middle(Jdbc jdbc, int run) {
        // Of the frequent channel.
        long number = records / 200 * 100L + run * 1_000L;
        try (var connection = jdbc.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(AT.formatted(number % 6, number))) {
            row.next();
            return RecordId.of(row.getObject("id", UUID.class));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot find record " + number, e);
        }
    }

    /** The statements that store the records from one number to another, table by table. */
    List<String> statements(String database, long first, long last) {
        var name = "volume-" + database + ".sql";
        try (var in = Objects.requireNonNull(Volume.class.getResourceAsStream(name), name)) {
            var script = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(":due", due.of("g"))
                    .replace(":now", Long.toString(now.toEpochMilli()))
                    .replace(":records", Integer.toString(records))
                    .replace(":first", Long.toString(first))
                    .replace(":last", Long.toString(last));
            return List.of(script.split(";\\s*\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }
}
