package io.kafkadlq.core.engine;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeResult;
import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.RedriveCommand;
import io.kafkadlq.api.RedriveResult;
import io.kafkadlq.api.Retrier;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.health.Health;
import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.PayloadRisk;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.api.model.ProcessingStatistics;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.desk.RecordChanger;
import io.kafkadlq.core.desk.Retriers;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.payload.RetentionWatch;
import io.kafkadlq.core.redrive.Redriver;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The operator's side of an engine. */
final class EngineDesk implements DlqDesk {

    private final DlqStorage storage;
    private final Payloads payloads;
    private final EngineWatch watch;
    private final RetentionWatch retention;
    private final Actions actions;
    private final Map<String, Channel> channels;
    private final Function<String, ChannelControl> controls;
    private final Clock clock;

    /** Who does what people ask for. */
    record Actions(Redriver redriver, RecordChanger changer, Retriers retriers) {}

    /** Where records and their payloads are, how long the latter stay there, and how all of it is. */
    record Holdings(DlqStorage storage, Payloads payloads, RetentionWatch retention, EngineWatch watch) {}

    EngineDesk(
            Holdings holdings,
            Actions actions,
            Map<String, Channel> channels,
            Function<String, ChannelControl> controls,
            Clock clock) {
        this.storage = holdings.storage();
        this.payloads = holdings.payloads();
        this.retention = holdings.retention();
        this.watch = holdings.watch();
        this.actions = actions;
        this.channels = channels;
        this.controls = controls;
        this.clock = clock;
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        return storage.query(criteria).thenApply(found -> found.map(this::asFarAsKnown));
    }

    private Page<RecordSummary> asFarAsKnown(Page<RecordSummary> page) {
        return new Page<>(page.items().stream().map(payloads::asFarAsKnown).toList(), page.next(), page.previous());
    }

    @Override
    public CompletionStage<StorageResult<Counts>> count(QueryCriteria which, CountBy by) {
        return storage.count(which, by);
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> find(RecordId id) {
        return storage.find(id).thenApply(found -> found.map(DlqRecord::summary).map(payloads::asFarAsKnown));
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> reveal(RecordId id, String actor) {
        return storage.find(id)
                .thenCompose(this::withWhatWasMissing)
                .thenCompose(found -> found instanceof StorageResult.Success<DlqRecord>
                        ? storage.audit(new AuditEntry(clock.instant(), actor, "REVEAL_PAYLOAD", id, "DONE", Map.of()))
                                .thenApply(noted -> onlyIfNoted(found, noted))
                        : CompletableFuture.completedStage(found));
    }

    private CompletionStage<StorageResult<DlqRecord>> withWhatWasMissing(StorageResult<DlqRecord> found) {
        return found instanceof StorageResult.Success<DlqRecord> success
                ? payloads.complete(success.value())
                        .thenApply(completed -> completed.fold(
                                StorageResult::success,
                                gone -> StorageResult.success(payloads.without(success.value(), gone)),
                                unavailable -> StorageResult.unavailable(unavailable.cause())))
                : CompletableFuture.completedStage(found);
    }

    /** No payload without a trace of who has seen it. */
    private static StorageResult<DlqRecord> onlyIfNoted(
            StorageResult<DlqRecord> found, StorageResult<AuditEntry> noted) {
        return noted.fold(
                done -> found,
                failed -> new StorageResult.Failure<>(failed.cause(), failed.retryable()),
                missing -> new StorageResult.NotFound<>(),
                conflict ->
                        new StorageResult.ConcurrencyConflict<>(conflict.expectedVersion(), conflict.actualVersion()));
    }

    @Override
    public CompletionStage<RedriveResult> redrive(RedriveCommand command) {
        return actions.redriver().redrive(command);
    }

    @Override
    public CompletionStage<ChangeResult> change(ChangeCommand command) {
        return actions.changer().change(command);
    }

    @Override
    public Retrier retrierOf(String channel) {
        return actions.retriers().of(channel);
    }

    @Override
    public CompletionStage<StorageResult<List<Attempt>>> attemptsOf(RecordId id) {
        return storage.attemptsOf(id);
    }

    @Override
    public CompletionStage<StorageResult<Long>> ahead(RecordId id) {
        return storage.schedule()
                .map(schedule -> schedule.sequences().ahead(id))
                .orElseGet(() -> CompletableFuture.completedStage(StorageResult.success(0L)));
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        return storage.auditOf(id);
    }

    @Override
    public Map<String, ProcessingMetrics> metrics() {
        Map<String, ProcessingMetrics> byChannel = new TreeMap<>();
        channels.forEach((name, channel) -> byChannel.put(name, channel.metrics()));
        return byChannel;
    }

    @Override
    public Map<String, ProcessingStatistics> processing() {
        Map<String, ProcessingStatistics> byChannel = new TreeMap<>();
        channels.forEach(
                (name, channel) -> byChannel.put(name, channel.control().statistics()));
        return byChannel;
    }

    @Override
    public Map<String, FlowStatus> flow() {
        Map<String, FlowStatus> byChannel = new TreeMap<>();
        channels.forEach(
                (name, channel) -> byChannel.put(name, channel.control().flow()));
        return byChannel;
    }

    @Override
    public Map<String, List<PayloadRisk>> payloadRisks() {
        return retention.risks();
    }

    @Override
    public List<MetricFamily> meters() {
        return watch.meters();
    }

    @Override
    public Health health() {
        return watch.health();
    }

    @Override
    public ChannelControl control(String channel) {
        return controls.apply(channel);
    }
}
