package io.kafkadlq.jpa;

import java.util.List;
import org.hibernate.StatelessSession;

/**
 * A way to write records into their two tables. Whatever the way, the same record becomes the same rows.
 *
 * <p>Threading: any number of store threads, each with a session of its own.
 */
interface RowWriter {

    /** Within the session's transaction, which fails with a unique violation if one of them is there already. */
    void write(StatelessSession session, List<NewRecord> records);
}
