package io.kafkadlq.bench.intake;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A table of dead letters, seen with plain JDBC, behind the product's back. */
record DatabaseTable(String jdbcUrl, String user, String name) {

    private static final String PROGRESS = """
             ADD COLUMN status varchar(16), ADD COLUMN error_type varchar(32), ADD COLUMN exception_class text,
            ADD COLUMN root_cause_class text, ADD COLUMN message text, ADD COLUMN stack_trace text,
            ADD COLUMN attempts integer, ADD COLUMN redrive_count integer, ADD COLUMN updated_at timestamptz(3),
            ADD COLUMN version bigint""";

    /** The table that the product stores in. */
    static DatabaseTable ofProduct(String jdbcUrl, String user) {
        return new DatabaseTable(jdbcUrl, user, "dlq_record");
    }

    /** Another table beside it, with all that the product keeps of a record, and the same indexes (PostgreSQL). */
    DatabaseTable twin(String twin) {
        execute("DROP TABLE IF EXISTS " + twin);
        execute("CREATE TABLE " + twin + " (LIKE " + name + " INCLUDING ALL)");
        execute("ALTER TABLE " + twin + PROGRESS);
        execute("CREATE INDEX ON " + twin + " (status, id)");
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
