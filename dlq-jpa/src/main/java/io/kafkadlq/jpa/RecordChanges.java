package io.kafkadlq.jpa;

import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.StorageResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Changes records, each change with the audit entry that explains it. Threading: any number of store threads. */
final class RecordChanges {

    /** A trail longer than this is read in SQL, not on a page. */
    private static final int MAX_TRAIL = 1_000;

    private final Transactions transactions;
    private final Turns turns;
    private final CountJournal counts;
    private final Clock clock;

    RecordChanges(Transactions transactions, Turns turns, CountJournal counts, Clock clock) {
        this.transactions = transactions;
        this.turns = turns;
        this.counts = counts;
        this.clock = clock;
    }

    StorageResult<RecordSummary> update(RecordSummary changed, AuditEntry why) {
        return transactions.run(session -> {
            session.doWork(turns::begin);
            Optional<ProgressRow> before = read(session, changed);
            if (before.isEmpty()) {
                return new StorageResult.NotFound<>();
            }
            SortedSet<Long> sequences = sequences(before.get(), changed);
            session.doWork(connection -> turns.await(connection, sequences));
            boolean won = compareAndSet(session, changed);
            if (won) {
                session.insert(new AuditRow(why));
                session.doWork(connection -> turns.pass(connection, sequences));
            }
            Optional<ProgressRow> now = read(session, changed);
            if (won && now.isPresent()) {
                var changes = new CountChanges();
                changes.moved(before.get().counted(), now.get().counted());
                session.doWork(connection -> counts.note(connection, changes));
            }
            return now.flatMap(row -> RecordQueries.summary(session, row))
                    .map(summary -> won ? StorageResult.success(summary) : conflict(changed, summary))
                    .orElseGet(StorageResult.NotFound::new);
        });
    }

    private static Optional<ProgressRow> read(StatelessSession session, RecordSummary changed) {
        return Optional.ofNullable(session.get(ProgressRow.class, changed.id().toUuid()));
    }

    private static StorageResult<RecordSummary> conflict(RecordSummary changed, RecordSummary now) {
        return new StorageResult.ConcurrencyConflict<>(
                changed.metadata().version(), now.metadata().version());
    }

    /** The sequences whose turn may pass: the one it was in, and the one it is in now. */
    private static SortedSet<Long> sequences(ProgressRow before, RecordSummary changed) {
        var sequences = new TreeSet<>(Member.sequences(List.of(before.member())));
        changed.sequence().map(Sequence::id).ifPresent(sequences::add);
        return sequences;
    }

    private boolean compareAndSet(StatelessSession session, RecordSummary changed) {
        ProcessingMetadata metadata = changed.metadata();
        SequenceColumns sequence = SequenceColumns.of(changed.sequence());
        Instant now = Instant.ofEpochMilli(clock.millis());
        return session.createNamedMutationQuery(ProgressRow.COMPARE_AND_SET)
                        .setParameter("status", changed.status().name())
                        .setParameter("attempts", metadata.attempts())
                        .setParameter("redriveCount", metadata.redriveCount())
                        .setParameter("nextAttemptAt", metadata.nextAttemptAt().orElse(null), Instant.class)
                        .setParameter("orderId", sequence.orderId(), Long.class)
                        .setParameter("orderPosition", sequence.orderPosition(), Long.class)
                        .setParameter("now", now)
                        .setParameter("id", changed.id().toUuid())
                        .setParameter("version", metadata.version())
                        .executeUpdate()
                == 1;
    }

    StorageResult<AuditEntry> audit(AuditEntry entry) {
        var row = new AuditRow(entry);
        transactions.run(session -> session.insert(row));
        return StorageResult.success(entry);
    }

    StorageResult<List<AuditEntry>> auditOf(RecordId id) {
        UUID uuid = id.toUuid();
        List<AuditRow> trail = transactions.run(session -> session.createNamedQuery(AuditRow.OF_RECORD, AuditRow.class)
                .setParameter("id", uuid)
                .setMaxResults(MAX_TRAIL)
                .getResultList());
        return StorageResult.success(trail.stream().map(AuditRow::toEntry).toList());
    }
}
