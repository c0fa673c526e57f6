package io.kafkadlq.jpa;

import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.config.JdbcConfig;
import io.kafkadlq.api.config.Partitioning;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.store.DlqStorage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadFactory;

/** Opens storages the way the engine does. */
final class Stores {

    static final ThreadFactory THREADS = task -> {
        var thread = new Thread(task, "dlq-test");
        thread.setDaemon(true);
        return thread;
    };

    private Stores() {}

    static DlqStorage open(String url) {
        return open(config(url, SchemaManagement.CREATE_OR_UPGRADE));
    }

    static DlqStorage open(StoreConfig config) {
        return new JpaStorageFactory().open(config, THREADS, Clock.systemUTC());
    }

    /** Copies even single rows where it is PostgreSQL. */
    static DlqStorage openCopying(String url) {
        return new JpaStorageFactory(1)
                .open(config(url, SchemaManagement.CREATE_OR_UPGRADE), THREADS, Clock.systemUTC());
    }

    static DlqStorage openWithoutCopy(String url) {
        return open(config(url, SchemaManagement.CREATE_OR_UPGRADE, CopyMode.OFF, Partitioning.NONE));
    }

    /** By months; copies even single rows. */
    static DlqStorage openMonthly(String url) {
        return new JpaStorageFactory(1)
                .open(monthly(url, SchemaManagement.CREATE_OR_UPGRADE), THREADS, Clock.systemUTC());
    }

    static StoreConfig monthly(String url, SchemaManagement schemaManagement) {
        return config(url, schemaManagement, CopyMode.AUTO, Partitioning.MONTHLY);
    }

    static StoreConfig config(String url, SchemaManagement schemaManagement) {
        return config(url, schemaManagement, CopyMode.AUTO, Partitioning.NONE);
    }

    private static StoreConfig config(
            String url, SchemaManagement schemaManagement, CopyMode copy, Partitioning partitions) {
        return new StoreConfig(
                "jpa",
                Optional.empty(),
                schemaManagement,
                new JdbcConfig(Optional.of(url), Optional.of(user(url)), Optional.empty(), 4, copy, partitions));
    }

    /** Beside the storage, as its user. */
    static Connection connect(String url) throws SQLException {
        Database database = Database.ofUrl(url).orElseThrow();
        var properties = new Properties();
        properties.putAll(database.connectionDefaults());
        properties.put("user", user(url));
        return DriverManager.getConnection(url, properties);
    }

    private static String user(String url) {
        return switch (Database.ofUrl(url).orElseThrow()) {
            case H2 -> "sa";
            case POSTGRESQL -> "postgres";
            case MARIADB -> MariaDbServer.USER;
        };
    }

    /** What is used where no database is configured; its file is in {@code jboss.server.data.dir}. */
    static DlqStorage openDefault() {
        return open(new StoreConfig(
                "jpa",
                Optional.empty(),
                SchemaManagement.CREATE_OR_UPGRADE,
                new JdbcConfig(
                        Optional.empty(), Optional.empty(), Optional.empty(), 4, CopyMode.AUTO, Partitioning.NONE)));
    }

    static String h2(Path directory) {
        return "jdbc:h2:file:" + directory.toAbsolutePath().resolve("dlq") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0";
    }
}
