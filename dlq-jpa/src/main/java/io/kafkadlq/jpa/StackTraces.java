package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Stack traces, each stored once however many failed alike. Whoever refers to one stores it in the same transaction. Those
 * seen today need no more than a look; of the others it is noted that they were seen, so that nobody forgets them.
 *
 * @param upsert how the database stores one of an id, a text and a day, or notes the day
 * @param clock the same for all instances
 */
record StackTraces(String upsert, Clock clock) {

    private static final String SEEN = "SELECT id FROM dlq_stack_trace WHERE id = ANY(?) AND last_seen >= ?";

    private static final String FIND = "SELECT stack_trace FROM dlq_stack_trace WHERE id = ?";

    /** Asked before, and not within the deletion: MariaDB would ask it anew for each row. The rest is for another day. */
    private static final String UNUSED = """
            SELECT id FROM dlq_stack_trace WHERE last_seen < ?
            EXCEPT SELECT stack_trace_id FROM dlq_progress WHERE stack_trace_id IS NOT NULL
            EXCEPT SELECT stack_trace_id FROM dlq_attempt WHERE stack_trace_id IS NOT NULL
            LIMIT 100000""";

    /** One that is stored again meanwhile is of today by then, and stays. */
    private static final String FORGET = "DELETE FROM dlq_stack_trace WHERE last_seen < ? AND id = ANY(?)";

    /** Ids a statement. */
    private static final int CHUNK = 1_000;

    void store(Connection connection, Collection<StackTrace> traces) throws SQLException {
        // In one order, so that those who store the same ones wait for each other instead of deadlocking.
        Map<UUID, StackTrace> missing = new TreeMap<>();
        traces.forEach(trace -> missing.put(trace.id(), trace));
        if (missing.isEmpty()) {
            return;
        }
        LocalDate today = today();
        Set<UUID> seen = new HashSet<>(Statements.list(
                connection, SEEN, Statements::id, Statements.uuids(connection, missing.keySet()), today));
        missing.keySet().removeAll(seen);
        Statements.batch(
                connection,
                upsert,
                missing.values().stream()
                        .map(trace -> List.<Object>of(trace.id(), trace.text(), today))
                        .toList());
    }

    Optional<String> find(Connection connection, UUID id) throws SQLException {
        return Statements.list(connection, FIND, row -> row.getString("stack_trace"), id).stream()
                .findFirst();
    }

    /** Deletes those that no record and no attempt refers to any more. */
    void forget(Connection connection) throws SQLException {
        LocalDate yesterday = today().minusDays(1);
        List<UUID> unused = Statements.list(connection, UNUSED, Statements::id, yesterday);
        for (int from = 0; from < unused.size(); from += CHUNK) {
            List<UUID> some = unused.subList(from, Math.min(from + CHUNK, unused.size()));
            Statements.run(connection, FORGET, yesterday, Statements.uuids(connection, some));
        }
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
