package io.kafkadlq.jpa;

import io.kafkadlq.api.model.RecordSummary;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.util.UUID;

/** A record as lists and status changes see it: the table of {@link RecordRow} without the columns that weigh. */
@Entity
@Table(name = "dlq_record")
@NamedQuery(
        name = SummaryRow.COMPARE_AND_SET,
        query = "update SummaryRow r set r.summary.status = :status, r.summary.progress.attempts = :attempts,"
                + " r.summary.progress.redriveCount = :redriveCount,"
                + " r.summary.sequence.orderId = :orderId, r.summary.sequence.orderPosition = :orderPosition,"
                + " r.summary.progress.nextAttemptAt = :nextAttemptAt, r.summary.progress.updatedAt = :now,"
                + " r.summary.progress.version = r.summary.progress.version + 1"
                + " where r.id = :id and r.summary.progress.version = :version")
class SummaryRow {

    static final String COMPARE_AND_SET = "SummaryRow.compareAndSet";

    @Id
    private UUID id;

    @Embedded
    private SummaryColumns summary;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected SummaryRow() {}

    long version() {
        return summary.progress().version();
    }

    Member member() {
        SequenceColumns sequence = summary.sequence();
        return new Member(id, sequence == null ? null : sequence.orderId());
    }

    RecordSummary toSummary() {
        return summary.toSummary(id);
    }
}
