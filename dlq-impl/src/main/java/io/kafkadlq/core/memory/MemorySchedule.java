package io.kafkadlq.core.memory;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.Claimed;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.StorageResult;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Due records and who has them. Threading: any thread; each call happens alone. */
final class MemorySchedule implements DlqSchedule {

    private static final int MOST_OF_ONE_SEQUENCE = 100;

    private final MemoryTable table;
    private final MemoryTurns turns;
    private final Clock clock;
    private final Map<UUID, Instant> leases = new HashMap<>();
    private final Map<RecordId, UUID> holders = new LinkedHashMap<>();

    MemorySchedule(MemoryTable table, Clock clock) {
        this.table = table;
        this.turns = new MemoryTurns(table, clock);
        this.clock = clock;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public DlqSequences sequences() {
        return new MemorySequences(table);
    }

    @Override
    public CompletionStage<StorageResult<Lease>> renew(Lease lease) {
        return alone(() -> {
            leases.put(lease.holder(), clock.instant().plus(lease.lasts()));
            return StorageResult.success(lease);
        });
    }

    @Override
    public CompletionStage<StorageResult<Integer>> recover(int limit) {
        return alone(() -> {
            List<RecordId> lapsed = holders.entrySet().stream()
                    .filter(held -> !isLive(held.getValue()))
                    .map(Map.Entry::getKey)
                    .limit(limit)
                    .toList();
            lapsed.forEach(this::giveBack);
            leases.keySet().removeIf(holder -> !isLive(holder) && !holders.containsValue(holder));
            return StorageResult.success(lapsed.size());
        });
    }

    private boolean isLive(UUID holder) {
        return leases.getOrDefault(holder, Instant.MIN).isAfter(clock.instant());
    }

    private void giveBack(RecordId id) {
        holders.remove(id);
        table.find(id).ifPresent(held -> {
            turns.change(held, held.summary().withStatus(DlqStatus.PENDING));
            turns.pass(held.summary());
        });
    }

    @Override
    public CompletionStage<StorageResult<Claimed>> claim(ClaimRequest request) {
        return alone(() -> {
            Lease lease = request.lease();
            if (!isLive(lease.holder())) {
                return StorageResult.rejected(new IllegalStateException("The lease of " + lease.node()
                        + " has lapsed, so it cannot hold more records; go on with a new holder"));
            }
            return StorageResult.success(claimNow(request));
        });
    }

    private Claimed claimNow(ClaimRequest request) {
        List<DlqRecord> candidates = table.due(request.channel(), clock.instant(), request.limit());
        // Asked before anything changes: what is claimed below would else be in its own way.
        Map<Boolean, List<DlqRecord>> waiting = candidates.stream().collect(Collectors.partitioningBy(table::waits));
        List<DlqRecord> free = waiting.getOrDefault(false, List.of());
        var claim = new Claim(request);
        for (DlqRecord next : free) {
            if (!claim.take(next)) {
                break;
            }
        }
        List<DlqRecord> parked = waiting.getOrDefault(true, List.of()).stream()
                .flatMap(record -> table.find(record.id()).stream())
                .filter(record -> record.status() == DlqStatus.PENDING)
                .toList();
        parked.forEach(turns::park);
        return new Claimed(claim.records(), parked.size());
    }

    /** Takes records, and those that follow them directly in their sequences, within the limits of a request. */
    private final class Claim {

        private final ClaimRequest request;
        private final List<DlqRecord> claimed = new ArrayList<>();
        private long bytes;

        Claim(ClaimRequest request) {
            this.request = request;
        }

        /** Whether there may be room for another. */
        boolean take(DlqRecord head) {
            // Asked before any of them changes.
            List<DlqRecord> run = table.run(head, clock.instant(), MOST_OF_ONE_SEQUENCE);
            for (DlqRecord next : run) {
                bytes += next.payload().sizeBytes();
                boolean full = claimed.size() == request.limit() || bytes > request.maxBytes();
                if (full && !claimed.isEmpty()) {
                    return false;
                }
                holders.put(next.id(), request.lease().holder());
                claimed.add(turns.change(next, next.summary().withStatus(DlqStatus.RETRYING)));
            }
            return true;
        }

        List<DlqRecord> records() {
            return claimed;
        }
    }

    @Override
    public CompletionStage<StorageResult<Set<RecordId>>> complete(List<RunResult> results) {
        return alone(() -> {
            var leftAlone = new HashSet<RecordId>();
            for (RunResult result : results) {
                RecordSummary after = result.after();
                table.find(after.id())
                        .filter(held -> isClaimOf(held, after))
                        .ifPresentOrElse(held -> note(held, result), () -> leftAlone.add(after.id()));
            }
            return StorageResult.success(leftAlone);
        });
    }

    private static boolean isClaimOf(DlqRecord held, RecordSummary after) {
        return held.status() == DlqStatus.RETRYING
                && held.metadata().version() == after.metadata().version();
    }

    private void note(DlqRecord held, RunResult result) {
        RecordSummary after = result.after();
        RecordSummary written = held.summary()
                .withStatus(after.status())
                .withErrorType(after.errorType())
                .withSequence(after.sequence())
                .withFailure(after.status() == DlqStatus.SUCCESS ? held.failure() : after.failure())
                .withMetadata(progress(held.metadata(), after.metadata()));
        holders.remove(held.id());
        table.note(held.id(), result.attempts());
        turns.change(held, written);
        // In the sequence that it had.
        turns.pass(held.summary());
    }

    private static ProcessingMetadata progress(ProcessingMetadata held, ProcessingMetadata after) {
        ProcessingMetadata counted = held.withAttempts(after.attempts()).withRedriveCount(after.redriveCount());
        return after.nextAttemptAt().map(counted::withNextAttemptAt).orElseGet(counted::withoutNextAttempt);
    }

    private <T> CompletionStage<StorageResult<T>> alone(Supplier<StorageResult<T>> work) {
        return CompletableFuture.completedStage(table.alone(work));
    }
}
