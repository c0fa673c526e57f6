package io.kafkadlq.core.desk;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeCommand.Turn;
import io.kafkadlq.api.ChangeResult;
import io.kafkadlq.api.ChangeResult.Refused;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.payload.Payloads;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Changes one dead letter's status as a person wishes. In this order: read it, check that it may be, write it together with
 * its audit entry, under the version that was read. Whoever insists on no version has the action tried again on what
 * somebody else made of the record meanwhile. Thread-safe.
 */
public final class RecordChanger {

    private static final int TRIES = 3;

    private final DlqStorage storage;
    private final ChangeRules rules;
    private final Clock clock;

    /**
     * @param retried whether a channel's dead letters are retried by anybody, by the channel's name
     * @param payloads tells whether a handler can be shown a record
     * @param clock stamps audit entries, and says what is due now if the storage has no clock of its own
     */
    public RecordChanger(DlqStorage storage, Predicate<String> retried, Payloads payloads, Clock clock) {
        this.storage = storage;
        this.rules = new ChangeRules(retried, payloads);
        this.clock = clock;
    }

    public CompletionStage<ChangeResult> change(ChangeCommand command) {
        return change(command, TRIES).exceptionally(ChangeResult.Failed::new);
    }

    private CompletionStage<ChangeResult> change(ChangeCommand command, int triesLeft) {
        return find(command.id())
                .thenCompose(found -> found.fold(
                        record -> checkAndWrite(command, record, triesLeft),
                        failed -> done(new ChangeResult.Failed(failed.cause())),
                        missing -> done(new ChangeResult.NotFound()),
                        conflict ->
                                done(new ChangeResult.Conflict(conflict.expectedVersion(), conflict.actualVersion()))));
    }

    /** A storage that throws, where it should answer, is as one that fails. */
    private CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        try {
            return storage.find(id);
        } catch (RuntimeException defect) {
            return CompletableFuture.failedStage(defect);
        }
    }

    private CompletionStage<ChangeResult> checkAndWrite(ChangeCommand command, DlqRecord record, int triesLeft) {
        long version = record.metadata().version();
        OptionalLong expected = command.expectedVersion();
        // Our own retry changes the version too; whoever is told of a conflict would only look again to see it at work.
        boolean isAtWork = record.status() == DlqStatus.RETRYING;
        if (!isAtWork && expected.isPresent() && expected.getAsLong() != version) {
            return done(new ChangeResult.Conflict(expected.getAsLong(), version));
        }
        Optional<Refused> refusal = rules.refusal(command.action(), record);
        if (refusal.isPresent()) {
            return refuse(command, refusal.get());
        }
        return aheadOfIt(command, record)
                .thenCompose(ahead -> ahead.fold(
                        known -> write(command, record, known, triesLeft),
                        failed -> failed(command, record, failed.cause()),
                        missing -> done(new ChangeResult.NotFound()),
                        conflict ->
                                done(new ChangeResult.Conflict(conflict.expectedVersion(), conflict.actualVersion()))));
    }

    /** How many it would go before; asked only if it is to go out of order. */
    private CompletionStage<StorageResult<Long>> aheadOfIt(ChangeCommand command, DlqRecord record) {
        boolean asks = command.turn() == Turn.OUT_OF_ORDER
                && record.summary().sequence().isPresent();
        return storage.schedule()
                .filter(schedule -> asks)
                .map(schedule -> schedule.sequences().ahead(record.id()))
                .orElseGet(() -> CompletableFuture.completedStage(StorageResult.success(0L)));
    }

    private CompletionStage<ChangeResult> write(ChangeCommand command, DlqRecord record, long ahead, int triesLeft) {
        Map<String, String> details = new HashMap<>();
        details.put("from", record.status().name());
        details.put("to", command.action().to().name());
        RecordSummary changed = rules.after(command.action(), record, now());
        if (ahead > 0) {
            // It can neither be blocked by those any longer nor block them, so no order is left that it could be in.
            changed = changed.withSequence(Optional.empty());
            details.put("outOfOrder", "true");
            details.put("ahead", Long.toString(ahead));
        }
        return storage.update(changed, entry(command, "DONE", details))
                .thenCompose(written -> written.fold(
                        done -> done(new ChangeResult.Changed(done)),
                        failed -> failed(command, record, failed.cause()),
                        missing -> done(new ChangeResult.NotFound()),
                        conflict -> triesLeft > 1
                                ? change(command, triesLeft - 1)
                                : done(new ChangeResult.Conflict(
                                        conflict.expectedVersion(), conflict.actualVersion()))));
    }

    private Instant now() {
        return storage.schedule().map(DlqSchedule::clock).orElse(clock).instant();
    }

    private CompletionStage<ChangeResult> refuse(ChangeCommand command, Refused refusal) {
        var why = Map.of(
                "from",
                refusal.status().name(),
                "refusal",
                refusal.reason().name(),
                "explanation",
                refusal.explanation());
        return storage.audit(entry(command, "REFUSED", why)).thenApply(noted -> refusal);
    }

    private CompletionStage<ChangeResult> failed(ChangeCommand command, DlqRecord record, Throwable cause) {
        var why = Map.of("from", record.status().name(), "error", cause.toString());
        return storage.audit(entry(command, "FAILED", why)).thenApply(noted -> new ChangeResult.Failed(cause));
    }

    private AuditEntry entry(ChangeCommand command, String result, Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        if (!command.reason().isBlank()) {
            all.put("reason", command.reason());
        }
        return new AuditEntry(clock.instant(), command.actor(), command.action().name(), command.id(), result, all);
    }

    private static CompletionStage<ChangeResult> done(ChangeResult result) {
        return CompletableFuture.completedStage(result);
    }
}
