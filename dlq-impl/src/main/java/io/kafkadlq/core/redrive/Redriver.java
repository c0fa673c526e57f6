package io.kafkadlq.core.redrive;

import io.kafkadlq.api.RedriveCommand;
import io.kafkadlq.api.RedriveResult;
import io.kafkadlq.api.RedriveResult.Reason;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.redrive.RecordPublisher.Published;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Publishes one dead letter again. In this order: read it, check that it may be, publish, wait for Kafka, note it in the
 * store. A crash between the last two publishes it a second time at worst; it is never lost and never marked too early.
 */
public final class Redriver {

    private static final String ACTION = "REDRIVE";
    private static final int NOTE_TRIES = 3;

    private final Map<String, ChannelConfig> channels;
    private final DlqStorage storage;
    private final RecordPublisher publisher;
    private final DeadLetterHeaders headers;
    private final Consumer<String> onRedriven;
    private final Clock clock;
    private final Set<RecordId> underWay = ConcurrentHashMap.newKeySet();

    /** @param onRedriven told the channel of each record that Kafka has acknowledged */
    public Redriver(
            Map<String, ChannelConfig> channels,
            DlqStorage storage,
            RecordPublisher publisher,
            DeadLetterHeaders headers,
            Consumer<String> onRedriven,
            Clock clock) {
        this.channels = Map.copyOf(channels);
        this.storage = storage;
        this.publisher = publisher;
        this.headers = headers;
        this.onRedriven = onRedriven;
        this.clock = clock;
    }

    public CompletionStage<RedriveResult> redrive(RedriveCommand command) {
        if (!underWay.add(command.id())) {
            return refuse(command, Reason.BUSY, "Another redrive of this record is under way");
        }
        return storage.find(command.id())
                .thenCompose(found -> found.fold(
                        record -> checkAndPublish(command, record),
                        failed -> done(new RedriveResult.Failed(failed.cause())),
                        missing -> done(new RedriveResult.NotFound()),
                        conflict ->
                                done(new RedriveResult.Conflict(conflict.expectedVersion(), conflict.actualVersion()))))
                .exceptionally(RedriveResult.Failed::new)
                .whenComplete((result, defect) -> underWay.remove(command.id()));
    }

    private CompletionStage<RedriveResult> checkAndPublish(RedriveCommand command, DlqRecord record) {
        long version = record.metadata().version();
        if (command.expectedVersion().isPresent() && command.expectedVersion().getAsLong() != version) {
            return done(new RedriveResult.Conflict(command.expectedVersion().getAsLong(), version));
        }
        Optional<RedriveResult.Refused> refusal = refusal(command, record);
        if (refusal.isPresent()) {
            return refuse(command, refusal.get().reason(), refusal.get().explanation());
        }
        int count = record.metadata().redriveCount() + 1;
        String target = target(command, record).orElseThrow();
        return publisher
                .publish(target, record, RedriveHeaders.of(record, count, headers))
                .handle((published, failure) -> failure == null
                        ? acknowledged(command, record.summary(), published)
                        : failed(command, target, failure))
                .thenCompose(stage -> stage);
    }

    private Optional<RedriveResult.Refused> refusal(RedriveCommand command, DlqRecord record) {
        ChannelConfig channel = channels.get(record.channel());
        if (channel == null) {
            return refusal(Reason.TARGET, "Channel '" + record.channel() + "' is not configured here");
        }
        if (!record.status().redrivable()) {
            return refusal(Reason.STATUS, "A record that is " + record.status() + " cannot be redriven");
        }
        if (record.metadata().redriveCount() >= channel.redrive().maxCount()) {
            return refusal(
                    Reason.LIMIT,
                    "It has been redriven " + record.metadata().redriveCount() + " time(s); dlq.channel."
                            + record.channel() + ".redrive.max-count allows "
                            + channel.redrive().maxCount());
        }
        PayloadState state = record.payload().state();
        if (state == PayloadState.POINTER || state == PayloadState.MISSING) {
            return refusal(Reason.PAYLOAD, "Its value is not here (" + state + ")");
        }
        Optional<String> target = target(command, record);
        if (target.isEmpty()) {
            return refusal(Reason.NO_TARGET, "It does not say which topic it first failed on: name a target topic");
        }
        return new TargetPolicy(record.channel(), channel)
                .objection(target.get(), record.source().topic())
                .map(objection -> new RedriveResult.Refused(Reason.TARGET, objection));
    }

    private static Optional<RedriveResult.Refused> refusal(Reason reason, String explanation) {
        return Optional.of(new RedriveResult.Refused(reason, explanation));
    }

    private static Optional<String> target(RedriveCommand command, DlqRecord record) {
        return command.targetTopic().or(() -> record.origin().topic());
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
                .thenCompose(result -> result.fold(
                        noted -> done(new RedriveResult.Redriven(
                                noted, published.topic(), published.partition(), published.offset())),
                        failed -> triesLeft > 1
                                ? note(command, record, published, triesLeft - 1)
                                : notNoted(command, published, failed.cause()),
                        missing -> done(new RedriveResult.NotFound()),
                        conflict -> triesLeft > 1
                                ? noteOnCurrent(command, published, triesLeft - 1)
                                : done(new RedriveResult.Conflict(
                                        conflict.expectedVersion(), conflict.actualVersion()))));
    }

    private CompletionStage<RedriveResult> noteOnCurrent(RedriveCommand command, Published published, int triesLeft) {
        return storage.find(command.id())
                .thenCompose(found -> found instanceof StorageResult.Success<DlqRecord> current
                        ? note(command, current.value().summary(), published, triesLeft)
                        : done(new RedriveResult.NotFound()));
    }

    private CompletionStage<RedriveResult> notNoted(RedriveCommand command, Published published, Throwable cause) {
        Log.publishedButNotNoted(command.id(), published, cause);
        return done(new RedriveResult.Failed(cause));
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
