package io.kafkadlq.core.redrive;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.RedriveCommand;
import io.kafkadlq.api.RedriveResult;
import io.kafkadlq.api.RedriveResult.Reason;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.redrive.RecordPublisher.Published;
import io.kafkadlq.core.time.NanoClock;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Publishes one dead letter again. In this order: read it, check that it may be, fetch what it only refers to and look
 * whether it is still the same, publish, wait for Kafka, note it in the store. A crash between the last two publishes it a
 * second time at worst; it is never lost and never marked too early.
 */
public final class Redriver {

    private static final String ACTION = "REDRIVE";
    private static final int NOTE_TRIES = 3;

    private final RedriveRules rules;
    private final DlqStorage storage;
    private final RecordPublisher publisher;
    private final Payloads payloads;
    private final DeadLetterHeaders headers;
    private final Consumer<String> onRedriven;
    private final Clock clock;
    private final Set<RecordId> underWay = ConcurrentHashMap.newKeySet();

    /** Where records come from and where they go. */
    public record Ports(DlqStorage storage, Payloads payloads, RecordPublisher publisher) {}

    /** @param onRedriven told the channel of each record that Kafka has acknowledged */
    public Redriver(
            Map<String, ChannelConfig> channels,
            Ports ports,
            DeadLetterHeaders headers,
            Consumer<String> onRedriven,
            Clock clock) {
        this(new RedriveRules(channels, ports.payloads(), NanoClock.SYSTEM), ports, headers, onRedriven, clock);
    }

    Redriver(RedriveRules rules, Ports ports, DeadLetterHeaders headers, Consumer<String> onRedriven, Clock clock) {
        this.rules = rules;
        this.storage = ports.storage();
        this.payloads = ports.payloads();
        this.publisher = ports.publisher();
        this.headers = headers;
        this.onRedriven = onRedriven;
        this.clock = clock;
    }

    public CompletionStage<RedriveResult> redrive(RedriveCommand command) {
        if (!underWay.add(command.id())) {
            return refuse(command, Reason.BUSY, "Another redrive of this record is under way");
        }
        return found(command.id(), record -> checkAndPublish(command, record))
                .exceptionally(RedriveResult.Failed::new)
                .whenComplete((result, defect) -> underWay.remove(command.id()));
    }

    private CompletionStage<RedriveResult> found(
            RecordId id, Function<DlqRecord, CompletionStage<RedriveResult>> then) {
        return find(id).thenCompose(found -> found.fold(
                then,
                failed -> done(new RedriveResult.Failed(failed.cause())),
                missing -> done(new RedriveResult.NotFound()),
                conflict -> done(new RedriveResult.Conflict(conflict.expectedVersion(), conflict.actualVersion()))));
    }

    /** A storage that throws, where it should answer, must not leave the record marked as under way. */
    private CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        try {
            return storage.find(id);
        } catch (RuntimeException defect) {
            return CompletableFuture.failedStage(defect);
        }
    }

    private CompletionStage<RedriveResult> checkAndPublish(RedriveCommand command, DlqRecord record) {
        long version = record.metadata().version();
        if (command.expectedVersion().isPresent() && command.expectedVersion().getAsLong() != version) {
            return done(new RedriveResult.Conflict(command.expectedVersion().getAsLong(), version));
        }
        Optional<String> target = command.targetTopic().or(() -> record.origin().topic());
        Optional<RedriveResult.Refused> refusal = rules.refusal(record, target);
        if (refusal.isPresent()) {
            return refuse(command, refusal.get().reason(), refusal.get().explanation());
        }
        return payloads.complete(record)
                .thenCompose(completed -> completed.fold(
                        whole -> record.payload().state().isComplete()
                                ? publish(command, target.orElseThrow(), whole, record.summary())
                                : publishIfUnchanged(command, target.orElseThrow(), whole, record.summary()),
                        gone -> refuse(command, Reason.PAYLOAD, gone.why()),
                        unavailable -> failed(command, target.orElseThrow(), unavailable.cause())));
    }

    /** Fetching takes its time, in which somebody may have decided otherwise. */
    private CompletionStage<RedriveResult> publishIfUnchanged(
            RedriveCommand command, String target, DlqRecord whole, RecordSummary stored) {
        long version = stored.metadata().version();
        return found(
                command.id(),
                now -> now.metadata().version() == version
                        ? publish(command, target, whole, stored)
                        : done(new RedriveResult.Conflict(
                                version, now.metadata().version())));
    }

    private CompletionStage<RedriveResult> publish(
            RedriveCommand command, String target, DlqRecord whole, RecordSummary stored) {
        int count = stored.metadata().redriveCount() + 1;
        return publisher
                .publish(target, whole, RedriveHeaders.of(whole, count, headers))
                .handle((published, failure) ->
                        failure == null ? acknowledged(command, stored, published) : failed(command, target, failure))
                .thenCompose(stage -> stage);
    }

    private CompletionStage<RedriveResult> acknowledged(
            RedriveCommand command, RecordSummary record, Published published) {
        onRedriven.accept(record.channel());
        return note(command, record, published, NOTE_TRIES);
    }

    /** Kafka has the record: the store must say so, whatever changed or failed there meanwhile. */
    private CompletionStage<RedriveResult> note(
            RedriveCommand command, RecordSummary record, Published published, int triesLeft) {
        RecordSummary redriven = record.withStatus(DlqStatus.SUCCESS)
                .withMetadata(
                        record.metadata().withRedriveCount(record.metadata().redriveCount() + 1));
        return storage.update(redriven, entry(command, "DONE", details(published)))
                .exceptionally(StorageResult::unavailable)
                .thenCompose(result -> result.fold(
                        noted -> done(new RedriveResult.Redriven(
                                noted, published.topic(), published.partition(), published.offset())),
                        failed -> triesLeft > 1
                                ? note(command, record, published, triesLeft - 1)
                                : notNoted(command, published, failed.cause()),
                        missing -> notNoted(command, published, new DlqException("The record is no longer there")),
                        conflict -> noteOnCurrent(command, published, triesLeft - 1)));
    }

    private CompletionStage<RedriveResult> noteOnCurrent(RedriveCommand command, Published published, int triesLeft) {
        return storage.find(command.id())
                .exceptionally(StorageResult::unavailable)
                .thenCompose(found -> found instanceof StorageResult.Success<DlqRecord> current && triesLeft > 0
                        ? note(command, current.value().summary(), published, triesLeft)
                        : notNoted(command, published, new DlqException("The record keeps changing, or is gone")));
    }

    private CompletionStage<RedriveResult> notNoted(RedriveCommand command, Published published, Throwable cause) {
        Log.publishedButNotNoted(command.id(), published, cause);
        return done(new RedriveResult.Failed(new DlqException(
                "Kafka has the record at " + published.topic() + "-" + published.partition() + "@" + published.offset()
                        + ", but the store could not note it: do not redrive it again",
                cause)));
    }

    private CompletionStage<RedriveResult> failed(RedriveCommand command, String target, Throwable failure) {
        Log.notPublished(command.id(), target, failure);
        var why = Map.of("target", target, "error", failure.toString());
        return storage.audit(entry(command, "FAILED", why)).thenApply(noted -> new RedriveResult.Failed(failure));
    }

    private CompletionStage<RedriveResult> refuse(RedriveCommand command, Reason reason, String explanation) {
        var why = Map.of("refusal", reason.name(), "explanation", explanation);
        return storage.audit(entry(command, "REFUSED", why))
                .thenApply(noted -> new RedriveResult.Refused(reason, explanation));
    }

    private static Map<String, String> details(Published published) {
        return Map.of(
                "target",
                published.topic(),
                "partition",
                Integer.toString(published.partition()),
                "offset",
                Long.toString(published.offset()));
    }

    private AuditEntry entry(RedriveCommand command, String result, Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        if (!command.reason().isBlank()) {
            all.put("reason", command.reason());
        }
        return new AuditEntry(clock.instant(), command.actor(), ACTION, command.id(), result, all);
    }

    private static CompletionStage<RedriveResult> done(RedriveResult result) {
        return CompletableFuture.completedStage(result);
    }
}
