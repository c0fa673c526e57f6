package io.kafkadlq.bench.store;

import io.kafkadlq.bench.harness.Defects;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Tables that a contender fills, seen behind its back.
 *
 * @param names first that of the records
 */
record Tables(String url, List<String> names) {

    static Tables ofProduct(String url) {
        return new Tables(url, List.of("dlq_record", "dlq_progress"));
    }

    /** Others beside them, with the same columns, constraints and indexes. */
    Tables twins() {
        var twins = names.stream().map(name -> "bare_" + name).toList();
        for (int i = 0; i < names.size(); i++) {
            execute("CREATE TABLE " + twins.get(i) + " (LIKE " + names.get(i) + " INCLUDING ALL)");
        }
        return new Tables(url, twins);
    }

    /** As applications that store in batches are advised to connect. */
    static PGSimpleDataSource dataSource(String url) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        dataSource.setReWriteBatchedInserts(true);
        return dataSource;
    }

    /** For a transaction a batch. */
    Connection connect() throws SQLException {
        var connection = dataSource(url).getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** Lets PostgreSQL write down what it owes, too, so that each run begins alike. */
    void empty() {
        execute("TRUNCATE TABLE " + String.join(", ", names));
        execute("CHECKPOINT");
    }

    /** What is wrong if so many records were said to be durable. */
    Defects against(long written) {
        var counting = "SELECT count(*), count(DISTINCT (source_partition, source_offset)) FROM " + names.get(0);
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(counting)) {
            row.next();
            long positions = row.getLong(2);
            return Defects.of(Math.max(0, written - positions), row.getLong(1) - positions);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot count the rows of " + names, e);
        }
    }

    private void execute(String sql) {
        try (var connection = dataSource(url).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot execute " + sql, e);
        }
    }
}
