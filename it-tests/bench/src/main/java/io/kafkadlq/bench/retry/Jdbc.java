package io.kafkadlq.bench.retry;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Plain access to a database, behind the product's back and for those beside it. */
record Jdbc(String database, String url, String user) {

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, "");
    }

    void execute(String... statements) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot execute " + String.join("; ", statements), e);
        }
    }

    long number(String question) {
        try (var connection = connect()) {
            return number(connection, question);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask " + question, e);
        }
    }

    static long number(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** As an application would connect. */
    HikariDataSource pool(int connections) {
        var pool = new HikariConfig();
        pool.setPoolName(database);
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword("");
        pool.setMaximumPoolSize(connections);
        return new HikariDataSource(pool);
    }
}
