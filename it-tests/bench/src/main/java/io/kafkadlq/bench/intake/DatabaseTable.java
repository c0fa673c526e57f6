package io.kafkadlq.bench.intake;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A table of dead letters, seen with plain JDBC, behind the product's back. */
record DatabaseTable(String jdbcUrl, String user, String name) {

    /** The table that the product stores in. */
    static DatabaseTable ofProduct(String jdbcUrl, String user) {
        return new DatabaseTable(jdbcUrl, user, "dlq_record");
    }

    /** Another table beside it, with the same columns, constraints and indexes (PostgreSQL). */
    DatabaseTable twin(String twin) {
        execute("DROP TABLE IF EXISTS " + twin);
        execute("CREATE TABLE " + twin + " (LIKE " + name + " INCLUDING ALL)");
        return new DatabaseTable(jdbcUrl, user, twin);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, "");
    }

    /** Empties it, and lets PostgreSQL write down what it owes, so that each run begins alike. */
    void truncate() {
        execute("TRUNCATE TABLE " + name);
        execute("CHECKPOINT");
    }

    Held held() {
        var counting = "SELECT coalesce(sum(copies), 0), count(*) FROM (SELECT count(*) AS copies FROM " + name
                + " GROUP BY channel, source_topic, source_partition, source_offset) positions";
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(counting)) {
            row.next();
            return new Held(row.getLong(1), row.getLong(2));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot count the rows of " + name, e);
        }
    }

    private void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot execute " + sql, e);
        }
    }
}
