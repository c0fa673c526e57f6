package io.kafkadlq.api.config;

/** Whether the tables of dead letters are partitioned. */
public enum Partitioning {
    /** Left as they are. */
    NONE,
    /** By the month of intake, in UTC: what is old goes by dropping partitions. PostgreSQL only. */
    MONTHLY
}
