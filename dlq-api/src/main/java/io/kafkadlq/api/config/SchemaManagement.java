package io.kafkadlq.api.config;

/** What the store does about its tables at start. */
public enum SchemaManagement {
    /** Applies the versions that are missing, under a lock. */
    CREATE_OR_UPGRADE,
    /** Refuses to start unless the tables are of the right version. */
    VALIDATE,
    /** Trusts that they are. */
    NONE
}
