package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordSummary;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has been done about the record of the same id: a small row, as it is written anew with each change. */
@Entity
@Table(name = "dlq_progress")
@NamedQuery(
        name = ProgressRow.COMPARE_AND_SET,
        query = "update ProgressRow p set p.progress.status = :status, p.progress.attempts = :attempts,"
                + " p.progress.redriveCount = :redriveCount,"
                + " p.progress.sequence.orderId = :orderId, p.progress.sequence.orderPosition = :orderPosition,"
                + " p.progress.nextAttemptAt = :nextAttemptAt, p.progress.updatedAt = :now,"
                + " p.progress.version = p.progress.version + 1"
                + " where p.id = :id and p.progress.version = :version")
@NamedQuery(
        name = ProgressRow.SUMMARIES,
        query = "select p, r from ProgressRow p, ReceivedRow r where r.id = p.id and p.id in (:ids)")
class ProgressRow {

    static final String COMPARE_AND_SET = "ProgressRow.compareAndSet";
    static final String SUMMARIES = "ProgressRow.summaries";

    @Id
    private UUID id;

    /** The record's, so that what is due is found in one place. */
    @Column(name = "channel")
    private String channel;

    /** Of key, value and headers together: how many fit in a claim. */
    @Column(name = "payload_bytes")
    private int payloadBytes;

    @Column(name = "stack_trace_id")
    private @Nullable UUID stackTraceId;

    @Embedded
    private ProgressColumns progress;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected ProgressRow() {}

    ProgressRow(NewRecord fresh) {
        DlqRecord dlqRecord = fresh.dlqRecord();
        this.id = dlqRecord.id().toUuid();
        this.channel = ReceivedColumns.channelOf(dlqRecord.channel());
        this.payloadBytes = dlqRecord.payload().sizeBytes();
        this.stackTraceId = fresh.stackTrace().map(StackTrace::id).orElse(null);
        this.progress = ProgressColumns.of(dlqRecord.summary());
    }

    UUID id() {
        return id;
    }

    String channel() {
        return channel;
    }

    int payloadBytes() {
        return payloadBytes;
    }

    ProgressColumns progress() {
        return progress;
    }

    Optional<UUID> stackTraceId() {
        return Optional.ofNullable(stackTraceId);
    }

    long version() {
        return progress.version();
    }

    Member member() {
        SequenceColumns sequence = progress.sequence();
        return new Member(id, sequence == null ? null : sequence.orderId(), counted());
    }

    CountKey counted() {
        FailureColumns failure = progress.failure();
        return CountKey.of(
                id,
                channel,
                progress.status(),
                failure == null ? null : failure.exceptionClass(),
                failure == null ? null : failure.rootCauseClass());
    }

    RecordSummary toSummary(ReceivedColumns received) {
        return progress.toSummary(id, received);
    }
}
