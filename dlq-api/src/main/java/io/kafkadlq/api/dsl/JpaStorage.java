package io.kafkadlq.api.dsl;

import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.config.Partitioning;
import io.kafkadlq.api.config.SchemaManagement;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A database as storage, as code says it; each step returns another one. Immutable and thread-safe. */
public final class JpaStorage implements Storage {

    private static final String PREFIX = "dlq.store";

    private final Map<String, String> settings;

    JpaStorage(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put(PREFIX + ".type", "jpa");
        this.settings = Map.copyOf(all);
    }

    /** Most connections in the pool; 8. Sets {@code dlq.store.jdbc.pool-size}. */
    public JpaStorage poolSize(int connections) {
        return with(writer -> writer.set("jdbc.pool-size", connections));
    }

    /** Whether PostgreSQL is given batches by COPY; {@link CopyMode#AUTO} unless set. Sets {@code dlq.store.jdbc.copy}. */
    public JpaStorage copy(CopyMode mode) {
        return with(writer -> writer.set("jdbc.copy", mode));
    }

    /**
     * Whether PostgreSQL keeps each month of intake apart; {@link Partitioning#NONE} unless set. Sets {@code
     * dlq.store.jdbc.partitions}.
     */
    public JpaStorage partitions(Partitioning partitioning) {
        return with(writer -> writer.set("jdbc.partitions", partitioning));
    }

    /**
     * What to do about the tables at start; {@link SchemaManagement#CREATE_OR_UPGRADE} unless set. Sets {@code
     * dlq.store.schema-management}.
     */
    public JpaStorage schemaManagement(SchemaManagement management) {
        return with(writer -> writer.set("schema-management", management));
    }

    private JpaStorage with(Consumer<SettingWriter> step) {
        Map<String, String> changed = new TreeMap<>(settings);
        step.accept(new SettingWriter(PREFIX, changed::put));
        return new JpaStorage(changed);
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    /** Without the values, one of which is secret. */
    @Override
    public String toString() {
        return "JpaStorage" + new TreeMap<>(settings).keySet();
    }
}
