package io.kafkadlq.jpa;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.StorageResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Notes what became of claimed records, and what happened to them before. Threading: any number of store threads. */
record Completions(Transactions transactions, ScheduleSql sql, Turns turns, StackTraces traces, CountJournal counts) {

    /** Records a statement, so that neither side holds the stack traces of more at once. */
    private static final int CHUNK = 1_000;

    private static final String LEAVE =
            "UPDATE dlq_progress SET order_id = NULL, order_position = NULL WHERE id = ANY(?)";

    private static final String ATTEMPTS_OF = """
            SELECT a.number, a.started_at, a.took_micros, a.node, a.outcome, a.exception_class, a.root_cause_class, a.message,
                a.deliveries, a.postponed_until, t.stack_trace
            FROM dlq_attempt a LEFT JOIN dlq_stack_trace t ON t.id = a.stack_trace_id
            WHERE a.record_id = ? ORDER BY a.number DESC LIMIT ?""";

    /** A history longer than this is read in SQL, not on a page. */
    private static final int MAX_ATTEMPTS = 1_000;

    StorageResult<Set<RecordId>> complete(List<RunResult> results) {
        // All lock in the same order.
        Map<RecordId, RunResult> ordered = new TreeMap<>();
        results.forEach(result -> ordered.merge(result.after().id(), result, Completions::later));
        List<RunResult> onceEach = List.copyOf(ordered.values());
        return transactions.onConnection(connection -> StorageResult.success(complete(connection, onceEach)));
    }

    /** Of two results of one record, one is of a claim that has lapsed; were both noted, it would be counted twice. */
    private static RunResult later(RunResult one, RunResult other) {
        return other.after().metadata().version() > one.after().metadata().version() ? other : one;
    }

    private Set<RecordId> complete(Connection connection, List<RunResult> results) throws SQLException {
        turns.begin(connection);
        var noted = new ArrayList<Member>();
        var changes = new CountChanges();
        for (int from = 0; from < results.size(); from += CHUNK) {
            List<RunResult> chunk = results.subList(from, Math.min(from + CHUNK, results.size()));
            noted.addAll(note(connection, chunk, changes));
        }
        counts.note(connection, changes);
        turns.pass(connection, Member.sequences(noted));
        var leftAlone = new HashSet<RecordId>();
        results.forEach(result -> leftAlone.add(result.after().id()));
        noted.forEach(member -> leftAlone.remove(RecordId.of(member.id())));
        return leftAlone;
    }

    private List<Member> note(Connection connection, List<RunResult> results, CountChanges changes)
            throws SQLException {
        List<OutcomeRow> outcomes = results.stream().map(OutcomeRow::of).toList();
        traces.store(
                connection, outcomes.stream().flatMap(OutcomeRow::stackTraces).toList());
        List<Member> noted = sql.note(connection, outcomes);
        count(outcomes, noted, changes);
        leave(connection, results, noted);
        return noted;
    }

    private static void count(List<OutcomeRow> outcomes, List<Member> noted, CountChanges changes) {
        Map<UUID, CountKey> before = new HashMap<>();
        noted.forEach(member -> before.put(member.id(), member.before()));
        for (OutcomeRow outcome : outcomes) {
            CountKey key = before.get(outcome.id());
            if (key != null) {
                changes.moved(key, outcome.countedAfter(key));
            }
        }
    }

    /** Takes those out of their sequence that are no longer to be in it; the turn is passed on in the one they had. */
    private static void leave(Connection connection, List<RunResult> results, List<Member> noted) throws SQLException {
        Set<UUID> free = results.stream()
                .filter(result -> result.after().sequence().isEmpty())
                .map(result -> result.after().id().toUuid())
                .collect(Collectors.toSet());
        List<UUID> leaving = noted.stream()
                .filter(member -> member.sequence() != null && free.contains(member.id()))
                .map(Member::id)
                .toList();
        if (!leaving.isEmpty()) {
            Statements.run(connection, LEAVE, Statements.uuids(connection, leaving));
        }
    }

    StorageResult<List<Attempt>> attemptsOf(RecordId id) {
        return transactions.onConnection(connection -> StorageResult.success(
                Statements.list(connection, ATTEMPTS_OF, AttemptRow::read, id.toUuid(), MAX_ATTEMPTS)));
    }
}
