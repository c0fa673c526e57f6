package io.kafkadlq.api.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything about a dead letter but its bytes: what lists show and what status changes work on.
 *
 * @param channel the flow it came in by
 * @param dialects how its producer wrote origin and failure, as dialect ids; empty if no dialect was recognised
 * @param problems what could not be read at intake, in words; such a record is stored raw and flagged by this
 * @param sequence what it is handled strictly after; empty if its retries keep no order
 */
public record RecordSummary(
        RecordId id,
        String channel,
        DlqStatus status,
        ErrorType errorType,
        Source source,
        Origin origin,
        List<String> dialects,
        List<String> problems,
        Failure failure,
        PayloadSummary payload,
        ProcessingMetadata metadata,
        Optional<Sequence> sequence) {

    /** @throws NullPointerException if a part is missing; "unknown" has a value of its own in each */
    public RecordSummary {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(errorType, "errorType");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(sequence, "sequence");
        dialects = List.copyOf(dialects);
        problems = List.copyOf(problems);
    }

    public RecordSummary withStatus(DlqStatus newStatus) {
        return new RecordSummary(
                id, channel, newStatus, errorType, source, origin, dialects, problems, failure, payload, metadata,
                sequence);
    }

    public RecordSummary withErrorType(ErrorType newErrorType) {
        return new RecordSummary(
                id,
                channel,
                status,
                newErrorType,
                source,
                origin,
                dialects,
                problems,
                failure,
                payload,
                metadata,
                sequence);
    }

    public RecordSummary withFailure(Failure newFailure) {
        return new RecordSummary(
                id,
                channel,
                status,
                errorType,
                source,
                origin,
                dialects,
                problems,
                newFailure,
                payload,
                metadata,
                sequence);
    }

    public RecordSummary withProblems(List<String> newProblems) {
        return new RecordSummary(
                id,
                channel,
                status,
                errorType,
                source,
                origin,
                dialects,
                newProblems,
                failure,
                payload,
                metadata,
                sequence);
    }

    public RecordSummary withPayload(PayloadSummary newPayload) {
        return new RecordSummary(
                id,
                channel,
                status,
                errorType,
                source,
                origin,
                dialects,
                problems,
                failure,
                newPayload,
                metadata,
                sequence);
    }

    public RecordSummary withMetadata(ProcessingMetadata newMetadata) {
        return new RecordSummary(
                id,
                channel,
                status,
                errorType,
                source,
                origin,
                dialects,
                problems,
                failure,
                payload,
                newMetadata,
                sequence);
    }

    public RecordSummary withSequence(Optional<Sequence> newSequence) {
        return new RecordSummary(
                id,
                channel,
                status,
                errorType,
                source,
                origin,
                dialects,
                problems,
                failure,
                payload,
                metadata,
                newSequence);
    }

    /** As lists carry it. */
    public RecordSummary withoutStackTrace() {
        return new RecordSummary(
                id,
                channel,
                status,
                errorType,
                source,
                origin,
                dialects,
                problems,
                failure.withoutStackTrace(),
                payload,
                metadata,
                sequence);
    }
}
