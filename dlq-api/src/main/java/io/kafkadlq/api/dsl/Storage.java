package io.kafkadlq.api.dsl;

import io.kafkadlq.api.store.DlqStorageFactory;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where dead letters are kept, as code says it. Immutable and thread-safe. */
public sealed interface Storage permits Storage.InMemory, Storage.Custom, JpaStorage {

    /** In memory, lost with the process. Sets {@code dlq.store.type}. */
    static Storage inMemory() {
        return new InMemory();
    }

    /**
     * In an H2 file in the directory {@code dlq-data}, the default; needs dlq-jpa on the class path. Sets {@code
     * dlq.store.type}.
     */
    static JpaStorage jpa() {
        return new JpaStorage(Map.of());
    }

    /**
     * In a database without a user's name, such as an H2 file, {@code jdbc:h2:file:./dlq}; needs dlq-jpa on the class path.
     * Sets {@code dlq.store.type} and {@code dlq.store.jdbc.url}.
     */
    static JpaStorage jpa(String url) {
        return new JpaStorage(Map.of("dlq.store.jdbc.url", url));
    }

    /**
     * In PostgreSQL, MariaDB or H2; needs dlq-jpa on the class path. Sets {@code dlq.store.type} and {@code
     * dlq.store.jdbc.url}, {@code .user} and {@code .password}.
     */
    static JpaStorage jpa(String url, String user, String password) {
        return new JpaStorage(
                Map.of("dlq.store.jdbc.url", url, "dlq.store.jdbc.user", user, "dlq.store.jdbc.password", password));
    }

    /**
     * In the database of a container's data source; needs dlq-jpa on the class path. Sets {@code dlq.store.type} and {@code
     * dlq.store.datasource}.
     */
    static JpaStorage dataSource(String jndiName) {
        return new JpaStorage(Map.of("dlq.store.datasource", jndiName));
    }

    /** In a storage of one's own. Sets {@code dlq.store.type} to the factory's type. */
    static Storage custom(DlqStorageFactory factory) {
        return new Custom(factory);
    }

    /** What it says, by configuration key; may hold a password. */
    Map<String, String> settings();

    /** What opens it, where that is the application's own. */
    default Optional<DlqStorageFactory> factory() {
        return Optional.empty();
    }

    /** As {@link #inMemory} says. */
    record InMemory() implements Storage {

        @Override
        public Map<String, String> settings() {
            return Map.of("dlq.store.type", "memory");
        }
    }

    /** As {@link #custom} says. */
    record Custom(DlqStorageFactory brought) implements Storage {

        public Custom {
            Objects.requireNonNull(brought, "brought");
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("dlq.store.type", brought.type());
        }

        @Override
        public Optional<DlqStorageFactory> factory() {
            return Optional.of(brought);
        }
    }
}
