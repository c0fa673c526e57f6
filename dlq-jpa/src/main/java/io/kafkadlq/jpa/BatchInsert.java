package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.SaveReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * Stores batches, each record once. The unique key of the database decides, so it is right with any number of instances;
 * what is done before only makes a refusal rare.
 *
 * <p>Threading: any number of store threads.
 */
final class BatchInsert {

    private static final int MAX_ATTEMPTS = 5;

    private final SessionFactory sessions;
    private final RowWriter rows;
    private final StackTraces traces;
    private final CountJournal counts;

    /**
     * Whether to look before inserting. Redeliveries come in runs, after a start or a rebalance; outside of them the
     * look would be wasted, within them it spares a failed transaction a batch. A heuristic, so races on it are harmless.
     */
    private volatile boolean redeliveriesLikely = true;

    /** Then the unique key guards a month only, so it always looks before. */
    private final boolean acrossMonths;

    BatchInsert(
            SessionFactory sessions, RowWriter rows, StackTraces traces, CountJournal counts, boolean acrossMonths) {
        this.sessions = sessions;
        this.acrossMonths = acrossMonths;
        this.traces = traces;
        this.counts = counts;
        this.rows = rows;
    }

    SaveReport save(List<DlqRecord> batch) {
        Intake intake = Intake.of(batch);
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            try {
                return report(intake, insertUnknown(intake));
            } catch (RuntimeException e) {
                if (!SqlFailure.isLostRace(e)) {
                    throw e;
                }
                redeliveriesLikely = true;
                if (attempt == MAX_ATTEMPTS && intake.records().size() == 1) {
                    throw e;
                }
            }
        }
        return saveRowByRow(intake);
    }

    /** One transaction: all or nothing. */
    private Map<RecordId, RecordId> insertUnknown(Intake intake) {
        Map<RecordId, RecordId> known = sessions.fromStatelessTransaction(session -> {
            if (acrossMonths && !intake.records().isEmpty()) {
                session.doWork(connection -> OnceAcrossMonths.takeTurn(connection, intake.records()));
            }
            Map<RecordId, RecordId> stored = redeliveriesLikely || acrossMonths
                    ? session.doReturningWork(connection -> KnownRecords.of(connection, intake))
                    : Map.<RecordId, RecordId>of();
            List<DlqRecord> fresh = intake.records().stream()
                    .filter(candidate -> !stored.containsKey(candidate.id()))
                    .toList();
            insert(session, fresh);
            return stored;
        });
        redeliveriesLikely = !known.isEmpty();
        return known;
    }

    private void insert(StatelessSession session, List<DlqRecord> unknown) {
        List<NewRecord> fresh = NewRecord.allOf(unknown);
        session.doWork(connection -> traces.store(
                connection,
                fresh.stream()
                        .map(NewRecord::stackTrace)
                        .flatMap(Optional::stream)
                        .toList()));
        rows.write(session, fresh);
        var changes = new CountChanges();
        unknown.forEach(stored -> changes.added(CountKey.of(stored)));
        session.doWork(connection -> counts.note(connection, changes));
    }

    /**
     * The last resort against others who keep storing the same records between our look and our insert. If the database
     * goes away midway, a part stays stored; saving the batch again then finds it.
     */
    private SaveReport saveRowByRow(Intake intake) {
        List<DlqRecord> records = intake.records();
        Log.savingRowByRow(records.size());
        var known = new HashMap<RecordId, RecordId>();
        for (DlqRecord candidate : records) {
            known.putAll(save(List.of(candidate)).duplicates());
        }
        return report(intake, known);
    }

    private static SaveReport report(Intake intake, Map<RecordId, RecordId> known) {
        var duplicates = new HashMap<>(known);
        // A duplicate within the batch of a record that is itself known leads on to the one in the store.
        intake.duplicates().forEach((given, first) -> duplicates.put(given, known.getOrDefault(first, first)));
        return duplicates.isEmpty() ? SaveReport.allStored() : new SaveReport(duplicates);
    }
}
