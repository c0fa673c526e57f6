package io.kafkadlq.core.memory;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.DlqRetention;
import io.kafkadlq.api.store.StorageResult;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What time does to records. Threading: any thread; each call happens alone. */
final class MemoryRetention implements DlqRetention {

    private static final Set<DlqStatus> EXPIRING = EnumSet.of(DlqStatus.PENDING, DlqStatus.FAILED);
    private static final Set<DlqStatus> RESOLVED = EnumSet.of(DlqStatus.SUCCESS, DlqStatus.SKIPPED, DlqStatus.EXPIRED);

    private final MemoryTable table;
    private final MemoryTurns turns;

    MemoryRetention(MemoryTable table, Clock clock) {
        this.table = table;
        this.turns = new MemoryTurns(table, clock);
    }

    @Override
    public CompletionStage<StorageResult<Integer>> expire(
            String channel, Instant takenInBefore, Instant unchangedSince, int limit) {
        return each(
                takenInBefore,
                record -> record.channel().equals(channel)
                        && EXPIRING.contains(record.status())
                        && record.metadata().updatedAt().isBefore(unchangedSince),
                limit,
                this::expire);
    }

    private void expire(DlqRecord record) {
        RecordSummary expired = record.summary()
                .withStatus(DlqStatus.EXPIRED)
                .withMetadata(record.metadata().withoutNextAttempt());
        turns.change(record, expired);
        turns.pass(expired);
    }

    @Override
    public CompletionStage<StorageResult<Integer>> purge(String channel, Instant unchangedSince, int limit) {
        return each(
                unchangedSince,
                record -> record.channel().equals(channel)
                        && RESOLVED.contains(record.status())
                        && record.metadata().updatedAt().isBefore(unchangedSince),
                limit,
                record -> table.remove(record.id()));
    }

    private CompletionStage<StorageResult<Integer>> each(
            Instant takenInBefore, Predicate<DlqRecord> which, int limit, Consumer<DlqRecord> action) {
        int done = table.alone(() -> {
            List<DlqRecord> found = table.records().headMap(RecordId.firstAt(takenInBefore)).values().stream()
                    .filter(which)
                    .limit(limit)
                    .toList();
            found.forEach(action);
            return found.size();
        });
        return CompletableFuture.completedStage(StorageResult.success(done));
    }
}
