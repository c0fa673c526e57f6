package io.kafkadlq.jpa;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.CopyMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Chooses how rows are written, once, when the storage is opened: by COPY where there is one and we can reach it. */
record RowWriterChoice(Connections connections, int fewestRowsToCopy) {

    /** @throws DlqException if the database does not answer */
    RowWriter choose(CopyMode mode) {
        var batches = new JdbcBatchRows();
        if (connections.database() != Database.POSTGRESQL) {
            return connections.database() == Database.MARIADB ? new MariaDbRows(batches) : batches;
        }
        Optional<String> obstacle = mode == CopyMode.OFF ? Optional.of("dlq.store.jdbc.copy is off") : obstacle();
        if (obstacle.isPresent()) {
            Log.notCopying(obstacle.get());
            return batches;
        }
        Log.copying();
        return new CopyRows(batches, fewestRowsToCopy);
    }

    private Optional<String> obstacle() {
        try (Connection connection = connections.dataSource().getConnection()) {
            return obstacle(connection);
        } catch (SQLException e) {
            throw new DlqException("The database at " + connections.place() + " gives no connection", e);
        }
    }

    /** A server may hide the driver behind connections of its own, or have one of another class loader than ours. */
    private static Optional<String> obstacle(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI();
            return Optional.empty();
        } catch (SQLException | RuntimeException | LinkageError hidden) {
            // Whatever a server does there: dead letters can be stored without it.
            return Optional.of("the data source does not lead to the driver that is beside dlq-jpa (" + hidden + ")");
        }
    }
}
