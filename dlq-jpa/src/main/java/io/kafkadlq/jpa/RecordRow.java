package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadState;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** What came in, with its bytes. It is written once; what is done about it is a {@link ProgressRow}. */
@Entity
@Table(name = "dlq_record")
class RecordRow {

    @Id
    private UUID id;

    @Embedded
    private ReceivedColumns received;

    @Embedded
    private BytesColumns bytes;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected RecordRow() {}

    RecordRow(NewRecord fresh) {
        DlqRecord dlqRecord = fresh.dlqRecord();
        this.id = dlqRecord.id().toUuid();
        this.received = ReceivedColumns.of(dlqRecord);
        this.bytes = BytesColumns.of(dlqRecord.payload());
    }

    UUID id() {
        return id;
    }

    ReceivedColumns received() {
        return received;
    }

    BytesColumns bytes() {
        return bytes;
    }

    Payload payload() {
        return bytes.toPayload(PayloadState.valueOf(received.payload().state()));
    }
}
