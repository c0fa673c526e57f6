package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Text;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads a whole record where it is not JPA that asks: a {@link RecordRow} by the same columns. */
final class WholeRow {

    static final String COLUMNS = """
            id, channel, status, error_type, source_topic, source_partition, source_offset, source_timestamp, \
            origin_topic, origin_partition, origin_offset, origin_timestamp, origin_group, dialects, problems, \
            exception_class, root_cause_class, message, stack_trace, deliveries, attempts, redrive_count, \
            next_attempt_at, created_at, updated_at, version, payload_state, key_length, value_length, \
            record_key, record_value, record_headers, order_id, order_position""";

    private WholeRow() {}

    static DlqRecord read(ResultSet row) throws SQLException {
        var columns = new SummaryColumns(
                row.getString("channel"),
                row.getString("status"),
                row.getString("error_type"),
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
                new FailureColumns(
                        row.getString("exception_class"),
                        row.getString("root_cause_class"),
                        row.getString("message"),
                        Statements.integer(row, "deliveries")),
                new ShapeColumns(
                        row.getString("payload_state"),
                        Statements.integer(row, "key_length"),
                        Statements.integer(row, "value_length")),
                progress(row),
                new SequenceColumns(Statements.number(row, "order_id"), Statements.number(row, "order_position")));
        RecordSummary known = columns.toSummary(Statements.id(row));
        String trace = row.getString("stack_trace");
        RecordSummary whole =
                trace == null ? known : known.withFailure(known.failure().withStackTrace(Text.of(trace)));
        var bytes = new BytesColumns(
                row.getBytes("record_key"), row.getBytes("record_value"), row.getBytes("record_headers"));
        return DlqRecord.of(whole, bytes.toPayload(whole.payload().state()));
    }

    private static ProgressColumns progress(ResultSet row) throws SQLException {
        return new ProgressColumns(
                row.getInt("attempts"),
                row.getInt("redrive_count"),
                Statements.instantOrNull(row, "next_attempt_at"),
                Statements.instant(row, "created_at"),
                Statements.instant(row, "updated_at"),
                row.getLong("version"));
    }
}
