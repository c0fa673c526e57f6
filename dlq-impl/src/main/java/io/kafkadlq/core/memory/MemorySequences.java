package io.kafkadlq.core.memory;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.StorageResult;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Blocked sequences. Threading: any thread; each call happens alone. */
final class MemorySequences implements DlqSequences {

    private final MemoryTable table;

    MemorySequences(MemoryTable table) {
        this.table = table;
    }

    @Override
    public CompletionStage<StorageResult<Set<Long>>> blockedWithin(long firstId, long lastId) {
        return alone(() -> firstId > lastId
                ? Set.of()
                : table.blocking().subMap(firstId, true, lastId, true).keySet().stream()
                        .limit(MAX_IDS)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    @Override
    public CompletionStage<StorageResult<Set<Long>>> blockedAmong(Set<Long> ids) {
        return alone(() -> {
            var blocked = new TreeSet<>(ids);
            blocked.retainAll(table.blocking().keySet());
            return blocked;
        });
    }

    @Override
    public CompletionStage<StorageResult<Long>> ahead(RecordId id) {
        return CompletableFuture.completedStage(StorageResult.success(table.alone(() -> table.find(id)
                .flatMap(found -> found.summary().sequence())
                .map(sequence -> ahead(sequence, id))
                .orElse(0L))));
    }

    private long ahead(Sequence sequence, RecordId id) {
        return table.places(sequence.id()).headSet(new MemoryTable.Place(sequence.position(), id)).stream()
                .limit(MAX_AHEAD)
                .count();
    }

    private CompletionStage<StorageResult<Set<Long>>> alone(Supplier<Set<Long>> work) {
        return CompletableFuture.completedStage(StorageResult.success(Collections.unmodifiableSet(table.alone(work))));
    }
}
