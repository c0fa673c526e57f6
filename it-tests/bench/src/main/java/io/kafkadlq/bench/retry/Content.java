package io.kafkadlq.bench.retry;

import java.util.Locale;

/** What a store holds when a run begins: the same due records, in the form that a contender works on. */
enum Content {
    /** Dead letters of as many keys, in order of these. */
    KEYED("dlq_record"),
    /** The same without an order. */
    UNORDERED("dlq_record"),
    /** A table with the least that claims and results need, for the bare loop. */
    BARE("bare_due"),
    /** One-time tasks of db-scheduler. */
    TASKS("scheduled_tasks");

    private final String table;

    Content(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }

    /** Names what is kept of it. */
    String keptAs() {
        return "kept_" + name().toLowerCase(Locale.ROOT);
    }

    /** Counts what is not done yet. */
    String left() {
        // A one-time task that was executed is deleted.
        return "SELECT count(*) FROM " + table + (this == TASKS ? "" : " WHERE status IN ('PENDING', 'RETRYING')");
    }
}
