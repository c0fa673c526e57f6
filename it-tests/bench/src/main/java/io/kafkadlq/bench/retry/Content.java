package io.kafkadlq.bench.retry;

import java.util.List;
import java.util.Locale;

/** What a store holds when a run begins: the same due records, in the form that a contender works on. */
enum Content {
    /** Dead letters of as many keys, in order of these. */
    KEYED("dlq_progress", "dlq_record"),
    /** The same without an order. */
    UNORDERED("dlq_progress", "dlq_record"),
    /** A table with the least that claims and results need, for the bare loop. */
    BARE("bare_due"),
    /** One-time tasks of db-scheduler. */
    TASKS("scheduled_tasks");

    private final List<String> tables;

    Content(String... tables) {
        this.tables = List.of(tables);
    }

    /** Where it is told what is done. */
    String table() {
        return tables.get(0);
    }

    List<String> tables() {
        return tables;
    }

    /** Names what is kept of it. */
    String keptAs() {
        return "kept_" + name().toLowerCase(Locale.ROOT);
    }

    /** Names what is kept of one of its tables. */
    String keptAs(String table) {
        return keptAs() + "_" + table;
    }

    /** What is due with its values: {@code p} is the table of it. */
    String source() {
        return table() + " p" + (tables.size() > 1 ? " JOIN " + tables.get(1) + " r ON r.id = p.id" : "");
    }

    /** Counts what is not done yet. */
    String left() {
        // A one-time task that was executed is deleted.
        return "SELECT count(*) FROM " + table() + (this == TASKS ? "" : " WHERE status IN ('PENDING', 'RETRYING')");
    }
}
