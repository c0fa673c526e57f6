package io.kafkadlq.bench.intake;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams records into a table of PostgreSQL, committing every 5,000. */
final class CopySink implements BareLoop.Sink, AutoCloseable {

    private static final int ROWS_A_COPY = 5_000;
    private static final int CHUNK = 256 * 1024;

    private final Connection connection;
    private final String sql;
    private final CopyRow row = new CopyRow(2 * CHUNK);
    private @Nullable CopyIn copy;
    private int rows;
    private long copied;

    CopySink(DatabaseTable table) {
        this.sql = "COPY " + table.name() + " (" + CopyRow.COLUMNS + ") FROM STDIN (FORMAT binary)";
        try {
            this.connection = table.connect();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot connect to " + table.jdbcUrl(), e);
        }
    }

    @Override
    public void take(ConsumerRecords<byte[], byte[]> records) {
        try {
            for (ConsumerRecord<byte[], byte[]> letter : records) {
                add(letter);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot " + sql, e);
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> letter) throws SQLException {
        CopyIn open = copy;
        if (open == null) {
            open = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            copy = open;
            row.begin();
        }
        row.add(letter);
        rows++;
        if (row.size() >= CHUNK) {
            row.moveTo(open);
        }
        if (rows == ROWS_A_COPY) {
            end(open);
        }
    }

    private void end(CopyIn open) throws SQLException {
        row.end();
        row.moveTo(open);
        copied += open.endCopy();
        copy = null;
        rows = 0;
    }

    @Override
    public long finish() {
        CopyIn open = copy;
        if (open != null) {
            try {
                end(open);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot " + sql, e);
            }
        }
        return copied;
    }

    /** Rows that are committed. */
    long copied() {
        return copied;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot close the connection", e);
        }
    }
}
