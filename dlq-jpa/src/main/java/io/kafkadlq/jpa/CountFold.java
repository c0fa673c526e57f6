package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Adds changes of the counts to the totals and deletes them, in one transaction: who reads both sees either. One at a time
 * over all instances, so nobody else writes totals meanwhile. Threading: any number of store threads.
 */
final class CountFold {

    /** Changes a transaction. */
    static final int MOST = 10_000;

    private static final String TAKE_TURN = "SELECT id FROM dlq_count_fold WHERE id = 1 FOR UPDATE SKIP LOCKED";

    private static final String CHANGES =
            "SELECT id, records," + CountKey.COLUMNS + "FROM dlq_count_change ORDER BY id LIMIT ?";

    /** These and no others: ids do not grow in the order of the commits, so a lesser one may appear meanwhile. */
    private static final String FORGET = "DELETE FROM dlq_count_change WHERE id = ANY(?)";

    private static final String TOTALS = "SELECT id, records FROM dlq_count WHERE id = ANY(?)";
    private static final String CHANGE = "UPDATE dlq_count SET records = ? WHERE id = ?";
    private static final String REMOVE = "DELETE FROM dlq_count WHERE id = ?";
    private static final String ADD =
            "INSERT INTO dlq_count (id, records," + CountKey.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)";

    private record Change(long id, CountKey key, long records) {

        static Change read(ResultSet row) throws SQLException {
            return new Change(row.getLong("id"), CountKey.read(row), row.getLong("records"));
        }
    }

    private CountFold() {}

    /** @return whether there may be more; not if another is at it */
    static boolean fold(Connection connection) throws SQLException {
        if (Statements.list(connection, TAKE_TURN, row -> true).isEmpty()) {
            return false;
        }
        List<Change> changes = Statements.list(connection, CHANGES, Change::read, MOST);
        if (changes.isEmpty()) {
            return false;
        }
        Statements.run(
                connection,
                FORGET,
                Statements.longs(connection, changes.stream().map(Change::id).toList()));
        var sums = new CountChanges();
        changes.forEach(change -> sums.count(change.key(), change.records()));
        add(connection, sums);
        return changes.size() == MOST;
    }

    private static void add(Connection connection, CountChanges sums) throws SQLException {
        Map<UUID, CountKey> keys = new HashMap<>();
        sums.byKey().keySet().forEach(key -> keys.put(key.id(), key));
        Map<UUID, Long> totals = totals(connection, keys.keySet());
        var added = new ArrayList<List<Object>>();
        var changed = new ArrayList<List<Object>>();
        var removed = new ArrayList<List<Object>>();
        keys.forEach((id, key) -> {
            long more = sums.byKey().getOrDefault(key, 0L);
            Long before = totals.get(id);
            if (before == null) {
                added.add(row(id, more, key));
            } else if (before + more == 0) {
                removed.add(List.of(id));
            } else {
                changed.add(List.of(before + more, id));
            }
        });
        Statements.batch(connection, ADD, added);
        Statements.batch(connection, CHANGE, changed);
        Statements.batch(connection, REMOVE, removed);
    }

    private static Map<UUID, Long> totals(Connection connection, Iterable<UUID> ids) throws SQLException {
        Map<UUID, Long> totals = new HashMap<>();
        var asked = new ArrayList<UUID>();
        ids.forEach(asked::add);
        Statements.list(
                connection,
                TOTALS,
                row -> totals.put(Statements.id(row), row.getLong("records")),
                Statements.uuids(connection, asked));
        return totals;
    }

    private static List<Object> row(UUID id, long records, CountKey key) {
        var row = new ArrayList<Object>(List.of(id, records));
        row.addAll(key.values());
        return row;
    }
}
