package io.kafkadlq.jpa;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.DlqRetention;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.api.store.StoreCapability;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.hibernate.SessionFactory;

/** Dead letters in a relational database: hands each call to a store thread, where one transaction does it. */
final class JpaStorage implements DlqStorage {

    private final Connections connections;
    private final SessionFactory sessions;
    private final StoreThreads threads;
    private final BatchInsert batchInsert;
    private final RecordQueries queries;
    private final RecordCounts counts;
    private final RecordChanges changes;
    private final Completions completions;
    private final JpaSchedule schedule;
    private final JpaRetention retention;

    JpaStorage(
            Connections connections, SessionFactory sessions, RowWriter rows, StoreThreads threads, StoreClock clock) {
        this.connections = connections;
        this.sessions = sessions;
        this.threads = threads;
        var traces = new StackTraces(connections.database().keepStackTrace(), clock);
        var transactions = new Transactions(sessions);
        var journal = new CountJournal(threads, transactions);
        boolean partitioned = Partition.areBehind(connections);
        this.batchInsert = new BatchInsert(sessions, rows, traces, journal, partitioned);
        this.queries = new RecordQueries(sessions, connections.database(), traces);
        this.counts = new RecordCounts(
                sessions, connections.database().keys(), new CountCube(transactions, connections.database()));
        ScheduleSql sql = connections.database().schedule();
        SequenceSql sequences = connections.database().sequences();
        var turns = new Turns(sequences);
        this.changes = new RecordChanges(transactions, turns, journal, clock);
        this.completions = new Completions(transactions, sql, turns, traces, journal);
        this.schedule = new JpaSchedule(
                threads,
                new JpaSequences(threads, transactions, sequences),
                new Leases(transactions, sql, turns, clock),
                new Claims(transactions, sql, sequences),
                new SharedCommits(threads, completions));
        Optional<MonthsAhead> months = partitioned ? Optional.of(new MonthsAhead(transactions)) : Optional.empty();
        months.ifPresent(MonthsAhead::make);
        this.retention = new JpaRetention(
                threads,
                new Expiry(transactions, turns, journal),
                new Purge(transactions, turns, journal, months.map(ahead -> new MonthlyPurge(transactions, clock))),
                new DailyCare(transactions, traces, months));
        // What those left who were here before, or the upgrade that counted first.
        journal.foldSoon();
    }

    @Override
    public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
        return threads.call(() -> StorageResult.success(batchInsert.save(batch)));
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        return threads.call(() -> queries.find(id));
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        return threads.call(() -> StorageResult.success(queries.query(criteria)));
    }

    @Override
    public CompletionStage<StorageResult<Counts>> count(QueryCriteria which, CountBy by) {
        return threads.call(() -> StorageResult.success(counts.count(which, by)));
    }

    @Override
    public Set<StoreCapability> capabilities() {
        return EnumSet.allOf(StoreCapability.class);
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        return threads.call(() -> changes.update(changed, why));
    }

    @Override
    public CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry) {
        return threads.call(() -> changes.audit(entry));
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        return threads.call(() -> changes.auditOf(id));
    }

    @Override
    public CompletionStage<StorageResult<List<Attempt>>> attemptsOf(RecordId id) {
        return threads.call(() -> completions.attemptsOf(id));
    }

    @Override
    public Optional<DlqSchedule> schedule() {
        return Optional.of(schedule);
    }

    @Override
    public Optional<DlqRetention> retention() {
        return Optional.of(retention);
    }

    // Doing any of the four again does nothing.
    @Override
    public void close() {
        threads.close();
        sessions.close();
        DlqPersistenceUnit.forget();
        connections.release().run();
    }
}
