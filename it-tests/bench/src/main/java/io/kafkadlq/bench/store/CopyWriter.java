package io.kafkadlq.bench.store;

import io.kafkadlq.api.model.DlqRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The limit: bare binary COPY into both tables, a transaction a batch, and no thought of records that are there already. */
final class CopyWriter implements Writer {

    private static final int CHUNK = 256 * 1024;

    private final Connection connection;
    private final Tables tables;
    private final CopyRow row = new CopyRow(2 * CHUNK);

    private CopyWriter(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    static CopyWriter into(Tables tables) throws SQLException {
        return new CopyWriter(tables.connect(), tables);
    }

    private interface Putting {
        void put(DlqRecord letter);
    }

    @Override
    public void write(List<DlqRecord> batch) throws SQLException {
        copy(tables.names().get(0), Column.OF_RECORD, batch, row::putRecord);
        copy(tables.names().get(1), Column.OF_PROGRESS, batch, row::putProgress);
        connection.commit();
    }

    private void copy(String table, List<Column> columns, List<DlqRecord> batch, Putting putting) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " (" + Column.names(columns) + ") FROM STDIN (FORMAT binary)");
        row.begin();
        for (DlqRecord letter : batch) {
            putting.put(letter);
            if (row.size() >= CHUNK) {
                row.moveTo(copy);
            }
        }
        row.end();
        row.moveTo(copy);
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
