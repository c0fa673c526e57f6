package io.kafkadlq.bench.store;

import io.kafkadlq.api.model.DlqRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Prepared INSERTs by plain JDBC, so many records a transaction. */
final class JdbcWriter implements Writer {

    private final Connection connection;
    private final PreparedStatement insertRecord;
    private final PreparedStatement insertProgress;
    private final int recordsACommit;

    private JdbcWriter(
            Connection connection,
            PreparedStatement insertRecord,
            PreparedStatement insertProgress,
            int recordsACommit) {
        this.connection = connection;
        this.insertRecord = insertRecord;
        this.insertProgress = insertProgress;
        this.recordsACommit = recordsACommit;
    }

    static JdbcWriter into(Tables tables, int recordsACommit) throws SQLException {
        var connection = tables.connect();
        return new JdbcWriter(
                connection,
                connection.prepareStatement(insert(tables.names().get(0), Column.OF_RECORD)),
                connection.prepareStatement(insert(tables.names().get(1), Column.OF_PROGRESS)),
                recordsACommit);
    }

    private static String insert(String table, List<Column> columns) {
        return "INSERT INTO " + table + " (" + Column.names(columns) + ") VALUES (" + Column.marks(columns) + ")";
    }

    @Override
    public void write(List<DlqRecord> batch) throws SQLException {
        for (int from = 0; from < batch.size(); from += recordsACommit) {
            var letters = batch.subList(from, Math.min(from + recordsACommit, batch.size()));
            insert(insertRecord, Column.OF_RECORD, letters);
            insert(insertProgress, Column.OF_PROGRESS, letters);
            connection.commit();
        }
    }

    private static void insert(PreparedStatement insert, List<Column> columns, List<DlqRecord> letters)
            throws SQLException {
        for (DlqRecord letter : letters) {
            for (int i = 0; i < columns.size(); i++) {
                Object value = columns.get(i).value().apply(letter);
                insert.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
            }
            insert.addBatch();
        }
        insert.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
