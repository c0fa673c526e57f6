package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Text;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A whole record: what is inserted, and what is read where its bytes are wanted. Lists read a {@link SummaryRow}. */
@Entity
@Table(name = "dlq_record")
@NamedQuery(
        name = RecordRow.AT_POSITIONS,
        query = "select r.summary.source.offset, r.id from RecordRow r where r.summary.channel = :channel"
                + " and r.summary.source.topic = :topic and r.summary.source.partition = :partition"
                + " and r.summary.source.offset in (:offsets)")
@NamedQuery(name = RecordRow.AMONG, query = "select r.id from RecordRow r where r.id in (:ids)")
class RecordRow {

    static final String AT_POSITIONS = "RecordRow.atPositions";
    static final String AMONG = "RecordRow.among";

    @Id
    private UUID id;

    @Embedded
    private SummaryColumns summary;

    @Embedded
    private BytesColumns bytes;

    @Column(name = "stack_trace")
    private @Nullable String stackTrace;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected RecordRow() {}

    RecordRow(DlqRecord dlqRecord) {
        this.id = dlqRecord.id().toUuid();
        this.summary = SummaryColumns.of(dlqRecord.summary());
        this.bytes = BytesColumns.of(dlqRecord.payload());
        this.stackTrace = dlqRecord.failure().stackTrace().map(StoredText::of).orElse(null);
    }

    DlqRecord toRecord() {
        RecordSummary known = summary.toSummary(id);
        RecordSummary whole =
                stackTrace == null ? known : known.withFailure(known.failure().withStackTrace(Text.of(stackTrace)));
        return DlqRecord.of(whole, bytes.toPayload(whole.payload().state()));
    }
}
