package io.kafkadlq.web.rest;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeResult;
import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.ChannelState;
import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.RedriveCommand;
import io.kafkadlq.api.RedriveResult;
import io.kafkadlq.api.Retrier;
import io.kafkadlq.api.flow.BatchBounds;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.health.Health;
import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.api.model.ProcessingStatistics;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.web.watch.Flows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A desk over channels that do what their switches say, and over one record at most. */
final class DeskStub implements DlqDesk {

    private final Map<String, Switch> channels = new TreeMap<>();
    private StorageResult<RecordSummary> record = new StorageResult.NotFound<>();
    private StorageResult<List<Attempt>> attempts = new StorageResult.NotFound<>();
    private StorageResult<Long> ahead = new StorageResult.NotFound<>();

    DeskStub with(String channel, FlowStatus flow) {
        channels.put(channel, new Switch(flow));
        return this;
    }

    DeskStub with(RecordSummary known, StorageResult<List<Attempt>> tried, StorageResult<Long> before) {
        record = StorageResult.success(known);
        attempts = tried;
        ahead = before;
        return this;
    }

    @Override
    public Map<String, FlowStatus> flow() {
        var flow = new TreeMap<String, FlowStatus>();
        channels.forEach((name, channel) -> flow.put(name, channel.flow()));
        return flow;
    }

    @Override
    public ChannelControl control(String channel) {
        return channels.get(channel);
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StorageResult<Counts>> count(QueryCriteria which, CountBy by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> find(RecordId id) {
        return CompletableFuture.completedStage(record);
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> reveal(RecordId id, String actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<RedriveResult> redrive(RedriveCommand command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<ChangeResult> change(ChangeCommand command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Retrier retrierOf(String channel) {
        return Retrier.ANOTHER_INSTANCE;
    }

    @Override
    public CompletionStage<StorageResult<List<Attempt>>> attemptsOf(RecordId id) {
        return CompletableFuture.completedStage(attempts);
    }

    @Override
    public CompletionStage<StorageResult<Long>> ahead(RecordId id) {
        return CompletableFuture.completedStage(ahead);
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, ProcessingMetrics> metrics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, ProcessingStatistics> processing() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<MetricFamily> meters() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Health health() {
        throw new UnsupportedOperationException();
    }

    private static final class Switch implements ChannelControl {

        private FlowStatus flow;
        private ChannelState state = ChannelState.RUNNING;
        private BatchBounds batches = new BatchBounds(64, 1000);

        Switch(FlowStatus flow) {
            this.flow = flow;
        }

        @Override
        public void pause() {
            state = ChannelState.PAUSED;
        }

        @Override
        public void pause(String reason) {
            pause();
        }

        @Override
        public void resume() {
            state = ChannelState.RUNNING;
        }

        @Override
        public ChannelState state() {
            return state;
        }

        @Override
        public boolean drain(Duration within) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ProcessingStatistics statistics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FlowStatus flow() {
            return flow;
        }

        @Override
        public void limitRate(double permitsPerSecond) {
            flow = Flows.limited(flow, OptionalDouble.of(permitsPerSecond));
        }

        @Override
        public void unlimitRate() {
            flow = Flows.limited(flow, OptionalDouble.empty());
        }

        @Override
        public BatchBounds batchBounds() {
            return batches;
        }

        @Override
        public void boundBatches(BatchBounds bounds) {
            batches = bounds;
        }

        @Override
        public void unboundBatches() {
            throw new UnsupportedOperationException();
        }
    }
}
