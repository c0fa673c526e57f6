package io.kafkadlq.jpa;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.StorageResult;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** Blocked sequences: hands each question to a store thread. */
record JpaSequences(StoreThreads threads, Transactions transactions, SequenceSql sql) implements DlqSequences {

    @Override
    public CompletionStage<StorageResult<Set<Long>>> blockedWithin(long firstId, long lastId) {
        return threads.call(() -> transactions.onConnection(
                connection -> StorageResult.success(ascending(sql.blockedWithin(connection, firstId, lastId)))));
    }

    @Override
    public CompletionStage<StorageResult<Set<Long>>> blockedAmong(Set<Long> ids) {
        return threads.call(() -> transactions.onConnection(
                connection -> StorageResult.success(ascending(sql.blockedAmong(connection, ids)))));
    }

    private static Set<Long> ascending(Collection<Long> ids) {
        return Collections.unmodifiableSet(new TreeSet<>(ids));
    }

    @Override
    public CompletionStage<StorageResult<Long>> ahead(RecordId id) {
        return threads.call(() -> transactions.onConnection(connection -> StorageResult.success(
                Statements.list(connection, sql.aheadQuestion(), row -> row.getLong("ahead"), id.toUuid(), MAX_AHEAD)
                        .get(0))));
    }
}
