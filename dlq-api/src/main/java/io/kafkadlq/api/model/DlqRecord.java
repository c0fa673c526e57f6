package io.kafkadlq.api.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter: a record some consumer could not process, with its raw bytes, where it came from and why it failed.
 *
 * <p>Immutable and safe to share between threads. It weighs under 1 KiB beside its key, value and headers.
 */
public final class DlqRecord {

    private final RecordSummary summary;
    private final Payload payload;
    private final Set<IndexedHeader> indexedHeaders;

    private DlqRecord(RecordSummary summary, Payload payload, Set<IndexedHeader> indexedHeaders) {
        this.summary = summary;
        this.payload = payload;
        this.indexedHeaders = indexedHeaders;
    }

    /** Joins what a store keeps apart. */
    public static DlqRecord of(RecordSummary summary, Payload payload) {
        return new DlqRecord(summary, payload, Set.of());
    }

    /** The same record, with what was done about it since. */
    public DlqRecord with(RecordSummary newSummary) {
        return new DlqRecord(newSummary, payload, indexedHeaders);
    }

    /** The same record, to be found by these of its headers. */
    public DlqRecord withIndexedHeaders(Set<IndexedHeader> headers) {
        return new DlqRecord(summary, payload, Set.copyOf(headers));
    }

    /** Starts a record from the three things it cannot do without. */
    public static Builder builder(RecordId id, String channel, Payload payload) {
        return new Builder(id, channel, payload);
    }

    public RecordSummary summary() {
        return summary;
    }

    public Payload payload() {
        return payload;
    }

    /**
     * The headers it is found by, which are to be stored with it. A matter of searching: two records are equal whatever they
     * are found by, and a store need not tell them of a record that it gives back.
     */
    public Set<IndexedHeader> indexedHeaders() {
        return indexedHeaders;
    }

    public RecordId id() {
        return summary.id();
    }

    public String channel() {
        return summary.channel();
    }

    public DlqStatus status() {
        return summary.status();
    }

    public Source source() {
        return summary.source();
    }

    public Origin origin() {
        return summary.origin();
    }

    public Failure failure() {
        return summary.failure();
    }

    public ProcessingMetadata metadata() {
        return summary.metadata();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DlqRecord that && summary.equals(that.summary) && payload.equals(that.payload);
    }

    @Override
    public int hashCode() {
        return summary.id().hashCode();
    }

    @Override
    public String toString() {
        return "DlqRecord[" + id() + ", " + channel() + ", " + status() + ", " + source() + "]";
    }

    /** Collects the optional parts of a record. Not thread-safe. */
    public static final class Builder {

        private final RecordId id;
        private final String channel;
        private final Payload payload;
        private DlqStatus status = DlqStatus.PENDING;
        private ErrorType errorType = ErrorType.UNKNOWN;
        private Source source = Source.none();
        private Origin origin = Origin.unknown();
        private List<String> dialects = List.of();
        private List<String> problems = List.of();
        private Failure failure = Failure.unexplained();
        private ProcessingMetadata metadata;
        private Optional<Sequence> sequence = Optional.empty();

        private Builder(RecordId id, String channel, Payload payload) {
            this.id = Objects.requireNonNull(id, "id");
            this.channel = Objects.requireNonNull(channel, "channel");
            this.payload = Objects.requireNonNull(payload, "payload");
            this.metadata = ProcessingMetadata.createdAt(id.timestamp());
        }

        public RecordId id() {
            return id;
        }

        public Payload payload() {
            return payload;
        }

        public Builder status(DlqStatus newStatus) {
            this.status = newStatus;
            return this;
        }

        public Builder errorType(ErrorType newErrorType) {
            this.errorType = newErrorType;
            return this;
        }

        public Builder source(Source newSource) {
            this.source = newSource;
            return this;
        }

        public Builder origin(Origin newOrigin) {
            this.origin = newOrigin;
            return this;
        }

        public Builder dialects(List<String> newDialects) {
            this.dialects = newDialects;
            return this;
        }

        public Builder problems(List<String> newProblems) {
            this.problems = newProblems;
            return this;
        }

        public Builder failure(Failure newFailure) {
            this.failure = newFailure;
            return this;
        }

        public Builder metadata(ProcessingMetadata newMetadata) {
            this.metadata = newMetadata;
            return this;
        }

        public Builder sequence(Sequence newSequence) {
            this.sequence = Optional.of(newSequence);
            return this;
        }

        public DlqRecord build() {
            return new DlqRecord(
                    new RecordSummary(
                            id,
                            channel,
                            status,
                            errorType,
                            source,
                            origin,
                            dialects,
                            problems,
                            failure,
                            payload.summary(),
                            metadata,
                            sequence),
                    payload,
                    Set.of());
        }
    }
}
