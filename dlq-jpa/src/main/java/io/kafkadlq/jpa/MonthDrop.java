package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Drops a partition that holds nothing any more that must stay. Threading: one thread, one transaction.
 *
 * @param purged by channel: since when what is to go has not changed
 */
record MonthDrop(Connection connection, Partition partition, Map<String, Instant> purged) {

    private static final Set<String> RESOLVED = Set.of("SUCCESS", "SKIPPED", "EXPIRED");

    /** From one value straight to the next in the index, past all the entries between. */
    private static final String VALUES = """
            WITH RECURSIVE present(one) AS (
                (SELECT %1$s FROM %2$s ORDER BY %1$s LIMIT 1)
                UNION ALL
                SELECT (SELECT t.%1$s FROM %2$s t WHERE t.%1$s > p.one ORDER BY t.%1$s LIMIT 1)
                FROM present p WHERE p.one IS NOT NULL
            )
            SELECT one FROM present WHERE one IS NOT NULL""";

    /** The first condition is for the index, which knows of each few pages when their latest row was changed. */
    private static final String CHANGED = """
            SELECT 1 FROM dlq_progress_%s p
            WHERE p.updated_at >= to_timestamp(? / 1000.0) AND NOT EXISTS (
                SELECT 1 FROM unnest(?, ?) AS purged(channel, millis)
                WHERE purged.channel = p.channel AND p.updated_at < to_timestamp(purged.millis / 1000.0))
            LIMIT 1""";

    /** Of pages that the index does not know yet, which else would be read while all others wait. */
    private static final String SUMMARIZE = """
            SET LOCAL lock_timeout = '200ms';
            SELECT brin_summarize_new_values(i.indexrelid) AS ranges
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
            WHERE i.indrelid = to_regclass(?) AND a.amname = 'brin'""";

    /**
     * Who changes records holds one of the first four locks till he is done. While these are waited for, all others wait
     * too, so not for long: even in vain four times it is over before anybody would be looking for a deadlock. The vacuum is
     * not waited for at all.
     */
    private static final String LOCK = """
            LOCK TABLE ONLY dlq_record, ONLY dlq_progress, ONLY dlq_attempt, ONLY dlq_header IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE dlq_record_%1$s, dlq_progress_%1$s, dlq_attempt_%1$s, dlq_header_%1$s
                IN ACCESS EXCLUSIVE MODE NOWAIT""";

    /** What was counted of its hours is no more: neither rows nor, since all that change some are excluded, changes. */
    private static final String UNCOUNT = """
            SET LOCAL enable_seqscan = on;
            WITH gone AS (
                INSERT INTO dlq_count_change (records,""" + CountKey.COLUMNS + """
            )
                SELECT -SUM(records),""" + CountKey.COLUMNS + """
                FROM (
                    SELECT records,""" + CountKey.COLUMNS + """
                    FROM dlq_count WHERE intake_hour >= ? AND intake_hour < ?
                    UNION ALL
                    SELECT records,"""
            + CountKey.COLUMNS + """
                    FROM dlq_count_change WHERE intake_hour >= ? AND intake_hour < ?
                ) AS counted
                GROUP BY""" + CountKey.COLUMNS + """
                HAVING SUM(records) <> 0
                RETURNING records
            )
            SELECT -COALESCE(SUM(records), 0) AS records FROM gone""";

    private static final String DROP =
            "DROP TABLE dlq_record_%1$s, dlq_progress_%1$s, dlq_attempt_%1$s, dlq_header_%1$s";

    /** Whether all of it may go, as far as can be seen without keeping others away. */
    boolean isDue() throws SQLException {
        // However old the statistics are, no table of a month is read from its begin to its end.
        Statements.run(connection, PostgresSchedule.BY_INDEX);
        List<String> channels = values("channel", "dlq_record");
        return channels.stream().allMatch(this::isPurged)
                && RESOLVED.containsAll(values("status", "dlq_progress"))
                && (channels.isEmpty() || !isChanged(channels));
    }

    /** Whether a channel's purge is past all that was taken in here; not if nobody has asked for one. */
    private boolean isPurged(String channel) {
        Instant unchangedSince = purged.get(channel);
        return unchangedSince != null && partition.ids().isBefore(unchangedSince);
    }

    private List<String> values(String column, String table) throws SQLException {
        String sql = VALUES.formatted(column, table + "_" + partition.name());
        return Statements.list(connection, sql, row -> row.getString("one"));
    }

    private boolean isChanged(List<String> channels) throws SQLException {
        long[] millis = channels.stream()
                .map(purged::get)
                .mapToLong(Instant::toEpochMilli)
                .toArray();
        return !Statements.list(
                        connection,
                        CHANGED.formatted(partition.name()),
                        row -> true,
                        Arrays.stream(millis).min().orElseThrow(),
                        Statements.texts(connection, channels),
                        millis)
                .isEmpty();
    }

    /** Keeps all others away until the transaction ends. */
    void lock() throws SQLException {
        Statements.list(connection, SUMMARIZE, row -> row.getInt("ranges"), "dlq_progress_" + partition.name());
        Statements.run(connection, LOCK.formatted(partition.name()));
    }

    /** @return how many records it had */
    long drop() throws SQLException {
        int from = partition.ids().firstHour();
        int to = partition.ids().endHour();
        long records = Statements.list(connection, UNCOUNT, row -> row.getLong("records"), from, to, from, to)
                .get(0);
        Statements.run(connection, DROP.formatted(partition.name()));
        return records;
    }
}
