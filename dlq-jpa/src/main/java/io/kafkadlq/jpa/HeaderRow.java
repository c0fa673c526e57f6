package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.IndexedHeader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A header that a record is found by. */
@Entity
@Table(name = "dlq_header")
@IdClass(HeaderRow.Key.class)
class HeaderRow {

    @Id
    private String name;

    @Id
    @Column(name = "header_value")
    private String value;

    @Id
    @Column(name = "record_id")
    private UUID recordId;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected HeaderRow() {}

    private HeaderRow(UUID recordId, IndexedHeader header) {
        this.recordId = recordId;
        this.name = header.name();
        this.value = header.value();
    }

    /** Cleaned as it is stored, some may have become the same. */
    static List<HeaderRow> allOf(DlqRecord dlqRecord) {
        return dlqRecord.indexedHeaders().stream()
                .map(HeaderRow::stored)
                .distinct()
                .map(header -> new HeaderRow(dlqRecord.id().toUuid(), header))
                .toList();
    }

    /** As it is stored, and looked for. */
    static IndexedHeader stored(IndexedHeader header) {
        return new IndexedHeader(StoredText.of(header.name()), StoredText.of(header.value()));
    }

    UUID recordId() {
        return recordId;
    }

    String name() {
        return name;
    }

    String value() {
        return value;
    }

    /** What JPA tells rows apart by. */
    static final class Key {
        private @Nullable String name;
        private @Nullable String value;
        private @Nullable UUID recordId;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && Objects.equals(name, that.name)
                    && Objects.equals(value, that.value)
                    && Objects.equals(recordId, that.recordId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, value, recordId);
        }
    }
}
