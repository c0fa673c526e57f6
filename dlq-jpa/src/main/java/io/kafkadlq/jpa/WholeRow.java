package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A whole record: what came in, what was done about it and its stack trace; read here where it is not JPA that asks. */
final class WholeRow {

    /** Of {@code dlq_progress p} and its {@link #JOINS}. */
    static final String COLUMNS = """
            p.id, r.channel, r.source_topic, r.source_partition, r.source_offset, r.source_timestamp, \
            r.origin_topic, r.origin_partition, r.origin_offset, r.origin_timestamp, r.origin_group, r.dialects, \
            r.problems, r.payload_state, r.key_length, r.value_length, r.created_at, \
            r.record_key, r.record_value, r.record_headers, p.status, p.error_type, p.exception_class, \
            p.root_cause_class, p.message, p.deliveries, p.attempts, p.redrive_count, p.next_attempt_at, \
            p.updated_at, p.version, p.order_id, p.order_position, t.stack_trace""";

    static final String JOINS =
            " JOIN dlq_record r ON r.id = p.id LEFT JOIN dlq_stack_trace t ON t.id = p.stack_trace_id";

    private WholeRow() {}

    static DlqRecord read(ResultSet row) throws SQLException {
        ReceivedColumns received = received(row);
        RecordSummary known = progress(row).toSummary(Statements.id(row), received);
        String trace = row.getString("stack_trace");
        var bytes = new BytesColumns(
                row.getBytes("record_key"), row.getBytes("record_value"), row.getBytes("record_headers"));
        return of(
                known,
                Optional.ofNullable(trace),
                bytes.toPayload(known.payload().state()));
    }

    static DlqRecord of(RecordSummary known, Optional<String> stackTrace, Payload payload) {
        RecordSummary whole = stackTrace
                .map(trace -> known.withFailure(known.failure().withStackTrace(Text.of(trace))))
                .orElse(known);
        return DlqRecord.of(whole, payload);
    }

    private static ReceivedColumns received(ResultSet row) throws SQLException {
        return new ReceivedColumns(
                row.getString("channel"),
                new SourceColumns(
                        row.getString("source_topic"),
                        Statements.integer(row, "source_partition"),
                        Statements.number(row, "source_offset"),
                        row.getLong("source_timestamp")),
                new OriginColumns(
                        row.getString("origin_topic"),
                        Statements.integer(row, "origin_partition"),
                        Statements.number(row, "origin_offset"),
                        Statements.number(row, "origin_timestamp"),
                        row.getString("origin_group")),
                row.getString("dialects"),
                row.getString("problems"),
                new ShapeColumns(
                        row.getString("payload_state"),
                        Statements.integer(row, "key_length"),
                        Statements.integer(row, "value_length")),
                Statements.instant(row, "created_at"));
    }

    private static ProgressColumns progress(ResultSet row) throws SQLException {
        return new ProgressColumns(
                row.getString("status"),
                row.getString("error_type"),
                new FailureColumns(
                        row.getString("exception_class"),
                        row.getString("root_cause_class"),
                        row.getString("message"),
                        Statements.integer(row, "deliveries")),
                row.getInt("attempts"),
                row.getInt("redrive_count"),
                Statements.instantOrNull(row, "next_attempt_at"),
                Statements.instant(row, "updated_at"),
                row.getLong("version"),
                new SequenceColumns(Statements.number(row, "order_id"), Statements.number(row, "order_position")));
    }
}
