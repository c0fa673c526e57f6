package io.kafkadlq.jpa;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.AuditEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One audit entry. It refers to its record without a foreign key: the trail outlives the record. */
@Entity
@Table(name = "dlq_audit")
@NamedQuery(name = AuditRow.OF_RECORD, query = "from AuditRow a where a.recordId = :id order by a.at desc, a.id desc")
class AuditRow {

    static final String OF_RECORD = "AuditRow.ofRecord";

    private static final int MAX_ACTOR = 255;
    private static final int MAX_WORD = 64;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(name = "record_id")
    private UUID recordId;

    private Instant at;
    private String actor;
    private String action;
    private String result;
    private String details;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected AuditRow() {}

    AuditRow(AuditEntry entry) {
        this.recordId = entry.record().toUuid();
        this.at = entry.at();
        this.actor = StoredText.of(entry.actor(), MAX_ACTOR);
        this.action = StoredText.of(entry.action(), MAX_WORD);
        this.result = StoredText.of(entry.result(), MAX_WORD);
        this.details = StoredLines.ofMap(entry.details());
    }

    AuditEntry toEntry() {
        return new AuditEntry(at, actor, action, RecordId.of(recordId), result, StoredLines.toMap(details));
    }
}
