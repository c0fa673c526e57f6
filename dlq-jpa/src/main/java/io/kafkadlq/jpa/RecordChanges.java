package io.kafkadlq.jpa;

import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.StorageResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Changes records, each change with the audit entry that explains it. Threading: any number of store threads. */
final class RecordChanges {

    /** A trail longer than this is read in SQL, not on a page. */
    private static final int MAX_TRAIL = 1_000;

    private final SessionFactory sessions;
    private final Clock clock;

    RecordChanges(SessionFactory sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    StorageResult<RecordSummary> update(RecordSummary changed, AuditEntry why) {
        return sessions.fromStatelessTransaction(session -> {
            boolean won = compareAndSet(session, changed);
            SummaryRow now = session.get(SummaryRow.class, changed.id().toUuid());
            if (now == null) {
                return new StorageResult.NotFound<>();
            }
            if (!won) {
                return new StorageResult.ConcurrencyConflict<>(
                        changed.metadata().version(), now.version());
            }
            session.insert(new AuditRow(why));
            return StorageResult.success(now.toSummary());
        });
    }

    private boolean compareAndSet(StatelessSession session, RecordSummary changed) {
        ProcessingMetadata metadata = changed.metadata();
        Instant now = Instant.ofEpochMilli(clock.millis());
        return session.createNamedMutationQuery(SummaryRow.COMPARE_AND_SET)
                        .setParameter("status", changed.status().name())
                        .setParameter("attempts", metadata.attempts())
                        .setParameter("redriveCount", metadata.redriveCount())
                        .setParameter("nextAttemptAt", metadata.nextAttemptAt().orElse(null), Instant.class)
                        .setParameter("now", now)
                        .setParameter("id", changed.id().toUuid())
                        .setParameter("version", metadata.version())
                        .executeUpdate()
                == 1;
    }

    StorageResult<AuditEntry> audit(AuditEntry entry) {
        var row = new AuditRow(entry);
        sessions.inStatelessTransaction(session -> session.insert(row));
        return StorageResult.success(entry);
    }

    StorageResult<List<AuditEntry>> auditOf(RecordId id) {
        UUID uuid = id.toUuid();
        List<AuditRow> trail = sessions.fromStatelessTransaction(
                session -> session.createNamedQuery(AuditRow.OF_RECORD, AuditRow.class)
                        .setParameter("id", uuid)
                        .setMaxResults(MAX_TRAIL)
                        .getResultList());
        return StorageResult.success(trail.stream().map(AuditRow::toEntry).toList());
    }
}
