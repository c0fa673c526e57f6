package io.kafkadlq.bench.store;

import io.kafkadlq.api.model.DlqRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an application would keep of a dead letter that has no product for it: less than ours, and no stack trace. */
@Entity
@Table(
        name = FailedOrder.TABLE,
        uniqueConstraints = @UniqueConstraint(columnNames = {"source_topic", "source_partition", "source_offset"}),
        indexes = @Index(name = "failed_order_status", columnList = "status, created_at"))
class FailedOrder {

    static final String TABLE = "failed_order";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private @Nullable Long id;

    @Column(name = "source_topic")
    private String topic;

    @Column(name = "source_partition")
    private int partition;

    @Column(name = "source_offset")
    private long offset;

    private String status;

    @Column(name = "exception_class")
    private String exceptionClass;

    private String message;

    private int attempts;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "record_key")
    private byte[] key;

    @Column(name = "record_value", length = 1 << 20)
    private byte[] value;

    @Column(name = "record_headers", length = 1 << 20)
    private byte[] headers;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected FailedOrder() {}

    FailedOrder(DlqRecord letter) {
        this.topic = letter.source().topic();
        this.partition = letter.source().partition();
        this.offset = letter.source().offset();
        this.status = letter.summary().status().name();
        this.exceptionClass = letter.failure().exceptionClass().orElseThrow();
        this.message = letter.failure().message().orElseThrow();
        this.attempts = letter.metadata().attempts();
        this.createdAt = letter.metadata().createdAt();
        this.key = letter.payload().key().orElseThrow();
        this.value = letter.payload().value().orElseThrow();
        this.headers = letter.payload().headers().block();
    }
}
