package io.kafkadlq.api.config;

import java.util.Optional;

/** A database reached without the server's data sources. */
public record JdbcConfig(
        @Setting(doc = "JDBC URL; an H2 file in the server's data directory if neither it nor a datasource is given")
        Optional<String> url,

        @Setting(doc = "Database user") Optional<String> user,

        @Setting(doc = "The user's password", secret = true) Optional<String> password,

        @Setting(doc = "Most connections in the pool", byDefault = "8", min = "2", max = "200")
        int poolSize,

        @Setting(doc = "Whether PostgreSQL is given batches by COPY, from a data source too", byDefault = "auto")
        CopyMode copy,

        @Setting(
                doc =
                        "monthly (PostgreSQL only): each month of intake is kept in partitions of its own, and a purge drops"
                                + " them, up to two months later; none, once they are made, changes nothing",
                byDefault = "none")
        Partitioning partitions) {

    /** Without the password. */
    @Override
    public String toString() {
        return "JdbcConfig[url=" + url + ", user=" + user + ", poolSize=" + poolSize + ", copy=" + copy
                + ", partitions=" + partitions + "]";
    }
}
