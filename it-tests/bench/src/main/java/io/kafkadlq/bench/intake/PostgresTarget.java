package io.kafkadlq.bench.intake;

import io.kafkadlq.api.DlqDesk;
import java.util.Map;

/** PostgreSQL with all its promises about durability: fsync and synchronous commit are on. */
record PostgresTarget(String jdbcUrl, DatabaseTable table) implements Target {

    static final String USER = "postgres";

    static PostgresTarget at(String jdbcUrl) {
        return new PostgresTarget(jdbcUrl, DatabaseTable.ofProduct(jdbcUrl, USER));
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public String limit() {
        return CopyLimit.NAME;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("dlq.store.type", "jpa", "dlq.store.jdbc.url", jdbcUrl, "dlq.store.jdbc.user", USER);
    }

    @Override
    public void empty() {
        table.truncate();
    }

    @Override
    public Held held(DlqDesk desk) {
        return table.held();
    }
}
