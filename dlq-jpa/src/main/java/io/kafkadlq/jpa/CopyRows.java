package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.hibernate.StatelessSession;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Writes rows by PostgreSQL's COPY, straight into the tables. The values are those of the entities, so that a record becomes
 * the same rows as by Hibernate.
 */
final class CopyRows implements RowWriter {

    /** Fewer go by JDBC: a COPY takes two round trips a table, which a few rows do not bring in again. */
    static final int FEWEST = 16;

    private static final String RECORDS = """
            id, channel, source_topic, source_partition, source_offset, source_timestamp, origin_topic, \
            origin_partition, origin_offset, origin_timestamp, origin_group, dialects, problems, payload_state, \
            key_length, value_length, created_at, record_key, record_value, record_headers""";

    private static final String PROGRESS = """
            id, channel, payload_bytes, stack_trace_id, status, error_type, exception_class, root_cause_class, message, \
            deliveries, attempts, redrive_count, next_attempt_at, updated_at, version, order_id, order_position""";

    private static final String HEADERS = "name, header_value, record_id";

    private static final int RECORD_FIELDS = RECORDS.split(",", -1).length;
    private static final int PROGRESS_FIELDS = PROGRESS.split(",", -1).length;
    private static final int HEADER_FIELDS = HEADERS.split(",", -1).length;
    private static final String COPY_RECORDS = copyInto("dlq_record", RECORDS);
    private static final String COPY_PROGRESS = copyInto("dlq_progress", PROGRESS);
    private static final String COPY_HEADERS = copyInto("dlq_header", HEADERS);

    private final RowWriter few;
    private final int fewest;

    /** @param few who writes less than the fewest */
    CopyRows(RowWriter few, int fewest) {
        this.few = few;
        this.fewest = fewest;
    }

    private static String copyInto(String table, String columns) {
        return "COPY " + table + " (" + columns + ") FROM STDIN (FORMAT binary)";
    }

    @Override
    public void write(StatelessSession session, List<NewRecord> records) {
        if (records.size() < fewest) {
            few.write(session, records);
            return;
        }
        session.doWork(connection -> {
            PGConnection driver = connection.unwrap(PGConnection.class);
            try {
                copy(driver.getCopyAPI(), records);
            } catch (SQLException e) {
                closeIfLost(driver, e);
                throw e;
            }
        });
    }

    /** The pool has seen nothing of it, nor need a rollback fail: it would hand the dead connection out again and again. */
    private static void closeIfLost(PGConnection driver, SQLException failure) throws SQLException {
        if (SqlFailure.isConnectionLost(failure) && driver instanceof Connection lost) {
            lost.abort(Runnable::run);
        }
    }

    private static void copy(CopyManager manager, List<NewRecord> records) throws SQLException {
        byte[] buffer = new byte[BinaryCopy.BUFFER_BYTES];
        copy(manager, COPY_RECORDS, buffer, rows -> {
            for (NewRecord fresh : records) {
                add(rows, new RecordRow(fresh));
            }
        });
        copy(manager, COPY_PROGRESS, buffer, rows -> {
            for (NewRecord fresh : records) {
                add(rows, new ProgressRow(fresh));
            }
        });
        List<HeaderRow> headers = records.stream()
                .flatMap(fresh -> HeaderRow.allOf(fresh.dlqRecord()).stream())
                .toList();
        if (!headers.isEmpty()) {
            copy(manager, COPY_HEADERS, buffer, rows -> {
                for (HeaderRow header : headers) {
                    add(rows, header);
                }
            });
        }
    }

    private interface Rows {
        void writeTo(BinaryCopy copy) throws SQLException;
    }

    private static void copy(CopyManager manager, String sql, byte[] buffer, Rows rows) throws SQLException {
        CopyIn copy = manager.copyIn(sql);
        try {
            var binary = new BinaryCopy(buffer, copy::writeToCopy);
            rows.writeTo(binary);
            binary.end();
            copy.endCopy();
        } finally {
            // Else the connection would wait for the rest for ever.
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void add(BinaryCopy rows, RecordRow row) throws SQLException {
        ReceivedColumns received = row.received();
        rows.row(RECORD_FIELDS);
        rows.uuid(row.id());
        rows.text(received.channel());
        add(rows, received.source());
        // Only JPA leaves parts out, and only in what it has read.
        add(rows, Objects.requireNonNull(received.origin()));
        rows.text(received.dialects());
        rows.text(received.problems());
        rows.text(received.payload().state());
        rows.int4(received.payload().keyLength());
        rows.int4(received.payload().valueLength());
        rows.timestamptz(received.createdAt());
        rows.bytea(row.bytes().key());
        rows.bytea(row.bytes().value());
        rows.bytea(row.bytes().headers());
    }

    private static void add(BinaryCopy rows, HeaderRow header) throws SQLException {
        rows.row(HEADER_FIELDS);
        rows.text(header.name());
        rows.text(header.value());
        rows.uuid(header.recordId());
    }

    private static void add(BinaryCopy rows, SourceColumns source) throws SQLException {
        rows.text(source.topic());
        rows.int4(source.partition());
        rows.int8(source.offset());
        rows.int8(source.timestamp());
    }

    private static void add(BinaryCopy rows, OriginColumns origin) throws SQLException {
        rows.text(origin.topic());
        rows.int4(origin.partition());
        rows.int8(origin.offset());
        rows.int8(origin.timestamp());
        rows.text(origin.group());
    }

    private static void add(BinaryCopy rows, ProgressRow row) throws SQLException {
        ProgressColumns progress = row.progress();
        SequenceColumns sequence = Objects.requireNonNull(progress.sequence());
        rows.row(PROGRESS_FIELDS);
        rows.uuid(row.id());
        rows.text(row.channel());
        rows.int4(row.payloadBytes());
        rows.uuid(row.stackTraceId().orElse(null));
        rows.text(progress.status());
        rows.text(progress.errorType());
        add(rows, Objects.requireNonNull(progress.failure()));
        rows.int4(progress.attempts());
        rows.int4(progress.redriveCount());
        rows.timestamptz(progress.nextAttemptAt());
        rows.timestamptz(progress.updatedAt());
        rows.int8(progress.version());
        rows.int8(sequence.orderId());
        rows.int8(sequence.orderPosition());
    }

    private static void add(BinaryCopy rows, FailureColumns failure) throws SQLException {
        rows.text(failure.exceptionClass());
        rows.text(failure.rootCauseClass());
        rows.text(failure.message());
        rows.int4(failure.deliveries());
    }
}
