package io.kafkadlq.api.config;

import java.util.Optional;

/** Where dead letters are kept. */
public record StoreConfig(
        @Setting(doc = "memory (lost with the process) or jpa", byDefault = "jpa")
        String type,

        @Setting(doc = "JNDI name of the server's data source to use instead of dlq.store.jdbc.url")
        Optional<String> datasource,

        @Setting(doc = "What to do about the tables at start", byDefault = "create-or-upgrade")
        SchemaManagement schemaManagement,

        JdbcConfig jdbc) {}
