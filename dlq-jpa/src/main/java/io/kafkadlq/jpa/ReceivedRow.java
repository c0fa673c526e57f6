package io.kafkadlq.jpa;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** What came in as lists see it: the table of {@link RecordRow} without the columns that weigh. */
@Entity
@Table(name = "dlq_record")
class ReceivedRow {

    @Id
    private UUID id;

    @Embedded
    private ReceivedColumns received;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected ReceivedRow() {}

    ReceivedColumns received() {
        return received;
    }
}
