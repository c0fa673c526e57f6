package io.kafkadlq.jpa;

import io.kafkadlq.api.store.StorageResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notes what a transaction changes of the counts, as part of it: by nothing but inserts, so that nobody waits for anybody.
 * Now and then it has them folded into the totals, beside the calls that made them.
 *
 * <p>Threading: any number of store threads, each on a connection of its own.
 */
final class CountJournal {

    /** So many rows take next to no time to read, and folding them next to none a row. */
    static final int FOLD_EVERY = 1_000;

    private static final String ADD =
            "INSERT INTO dlq_count_change (records," + CountKey.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)";

    private final StoreThreads threads;
    private final Transactions transactions;
    private final AtomicInteger sinceFold = new AtomicInteger();

    CountJournal(StoreThreads threads, Transactions transactions) {
        this.threads = threads;
        this.transactions = transactions;
    }

    /** Within the transaction that makes the changes. */
    void note(Connection connection, CountChanges changes) throws SQLException {
        List<List<Object>> rows = changes.rows();
        Statements.batch(connection, ADD, rows);
        int noted = sinceFold.addAndGet(rows.size());
        // One asks: who comes next begins anew. What is not committed yet, the next fold finds.
        if (noted >= FOLD_EVERY && sinceFold.compareAndSet(noted, 0)) {
            foldSoon();
        }
    }

    /** Adds what was noted to the totals, on a store thread. If there is none to be had, later changes ask again. */
    void foldSoon() {
        threads.call(() -> StorageResult.success(foldAll()));
    }

    /** In transactions of a bounded size. @return whether all is done, as far as it is ours to do */
    private boolean foldAll() {
        try {
            boolean more = true;
            while (more) {
                more = transactions.onConnection(CountFold::fold);
            }
            return true;
        } catch (RuntimeException e) {
            Log.countsNotFolded(e);
            return false;
        }
    }
}
