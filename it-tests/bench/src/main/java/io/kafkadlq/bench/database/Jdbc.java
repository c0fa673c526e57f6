package io.kafkadlq.bench.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kafkadlq.rig.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Plain access to a database, behind the product's back and for those beside it. */
public record Jdbc(String database, String url, String user) {

    /** A file with the options of the product's own default. */
    public static Jdbc h2(Path file) {
        return new Jdbc(
                "h2",
                "jdbc:h2:file:" + file.toAbsolutePath() + ";AUTO_SERVER=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=10000",
                "sa");
    }

    /** So that a question which was asked before is answered anew: for H2, which keeps its last answers. */
    public Jdbc answeringAnew() {
        return new Jdbc(database, url + ";OPTIMIZE_REUSE_RESULTS=0", user);
    }

    public static Jdbc of(PostgresServer server) {
        return new Jdbc("postgresql", server.jdbcUrl(), "postgres");
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, "");
    }

    public void execute(String... statements) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot execute " + String.join("; ", statements), e);
        }
    }

    public long number(String question) {
        try (var connection = connect()) {
            return number(connection, question);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask " + question, e);
        }
    }

    public static long number(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** As an application would connect. */
    public HikariDataSource pool(int connections) {
        var pool = new HikariConfig();
        pool.setPoolName(database);
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword("");
        pool.setMaximumPoolSize(connections);
        return new HikariDataSource(pool);
    }
}
