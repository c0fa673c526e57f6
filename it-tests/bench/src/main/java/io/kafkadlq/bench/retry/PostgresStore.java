package io.kafkadlq.bench.retry;

import io.kafkadlq.bench.database.Jdbc;
import io.kafkadlq.rig.PostgresServer;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL with all its promises about durability; what is kept is kept in tables beside. */
record PostgresStore(PostgresServer server, Jdbc jdbc) implements Store {

    private static final String COMMITS = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()";

    static PostgresStore of(PostgresServer server) {
        return new PostgresStore(server, Jdbc.of(server));
    }

    @Override
    public void keep(Set<Content> contents) {
        for (Content content : contents) {
            for (String table : content.tables()) {
                jdbc.execute(
                        "CREATE TABLE " + content.keptAs(table) + " AS SELECT * FROM " + table,
                        "TRUNCATE TABLE " + table);
            }
        }
    }

    /** In a table as it is in production: with statistics, and without what autovacuum had to do on the clock. */
    @Override
    public void restore(Set<Content> contents) {
        for (Content content : Content.values()) {
            content.tables().forEach(table -> jdbc.execute("TRUNCATE TABLE " + table));
        }
        jdbc.execute("TRUNCATE TABLE dlq_attempt");
        for (Content content : contents) {
            for (String table : content.tables()) {
                jdbc.execute(
                        "INSERT INTO " + table + " SELECT * FROM " + content.keptAs(table),
                        "VACUUM (ANALYZE) " + table);
            }
        }
        jdbc.execute("CHECKPOINT");
    }

    @Override
    public Optional<Spent> spent() {
        return Optional.of(new Spent(ServerCpu.nanos(server.process().pid()), jdbc.number(COMMITS)));
    }

    @Override
    public String writer() {
        return "xmin::text";
    }
}
