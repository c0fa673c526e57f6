package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Stack traces, each stored once however many failed alike. Whoever refers to one stores it in the same transaction.
 *
 * <p>Two who store the same one for the first time find each other by its key: the later transaction is done again.
 */
final class StackTraces {

    /** Those seen today need no more than this look. */
    private static final String SEEN_TODAY =
            "SELECT id FROM dlq_stack_trace WHERE id = ANY(?) AND last_seen = CURRENT_DATE";

    private static final String SEE_AGAIN = "UPDATE dlq_stack_trace SET last_seen = CURRENT_DATE WHERE id = ?";

    private static final String FIND = "SELECT stack_trace FROM dlq_stack_trace WHERE id = ?";

    private static final String INSERT =
            "INSERT INTO dlq_stack_trace (id, stack_trace, last_seen) VALUES (?, ?, CURRENT_DATE)";

    /** One that is stored again meanwhile is of today, and what stores it waits for us or we for it. */
    private static final String FORGET = """
            DELETE FROM dlq_stack_trace
            WHERE last_seen < CURRENT_DATE - 1
                AND NOT EXISTS (SELECT 1 FROM dlq_progress p WHERE p.stack_trace_id = dlq_stack_trace.id)
                AND NOT EXISTS (SELECT 1 FROM dlq_attempt a WHERE a.stack_trace_id = dlq_stack_trace.id)""";

    private StackTraces() {}

    static void store(Connection connection, Collection<StackTrace> traces) throws SQLException {
        Map<UUID, StackTrace> missing = new TreeMap<>();
        traces.forEach(trace -> missing.put(trace.id(), trace));
        if (missing.isEmpty()) {
            return;
        }
        Set<UUID> seen = new HashSet<>(Statements.list(
                connection, SEEN_TODAY, Statements::id, Statements.uuids(connection, missing.keySet())));
        missing.keySet().removeAll(seen);
        for (StackTrace trace : missing.values()) {
            if (Statements.update(connection, SEE_AGAIN, trace.id()) == 0) {
                Statements.run(connection, INSERT, trace.id(), trace.text());
            }
        }
    }

    static Optional<String> find(Connection connection, UUID id) throws SQLException {
        return Statements.list(connection, FIND, row -> row.getString("stack_trace"), id).stream()
                .findFirst();
    }

    /** Deletes those that no record and no attempt refers to any more. */
    static void forget(Connection connection) throws SQLException {
        Statements.run(connection, FORGET);
    }
}
