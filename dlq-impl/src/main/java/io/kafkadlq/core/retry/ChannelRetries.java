package io.kafkadlq.core.retry;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.model.RetryStatistics;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.flow.CircuitBreaker;
import io.kafkadlq.core.metrics.RetryMetrics;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.redrive.DeadLetterHeaders;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All of a channel's retries: what is stored behind what, when a dead letter is due, and bringing the due ones to the handler
 * if this instance has it. Thread-safe.
 */
public final class ChannelRetries {

    private final String channel;
    private final ChannelConfig config;
    private final Parts parts;
    private final Admission admission;
    private final BlockedSequences blocked;
    private final RetryMetrics metrics = new RetryMetrics();
    private Optional<Running> running = Optional.empty();

    /** What it works with. */
    public record Parts(
            DlqSchedule schedule,
            Leases leases,
            FailureJudge rules,
            DeadLetterHeaders meaning,
            Payloads payloads,
            ThreadFactory threads,
            NanoClock clock) {}

    private record Running(RetryLoop loop, RunResults results) {}

    public ChannelRetries(String channel, ChannelConfig config, Parts parts) {
        this.channel = channel;
        this.config = config;
        this.parts = parts;
        var rule = new SequenceRule(channel, config.order());
        this.admission = Admission.scheduled(parts.rules(), rule);
        this.blocked = new BlockedSequences(channel, rule, parts.schedule().sequences(), parts.clock());
    }

    /** What decides about dead letters at intake. */
    public Admission admission() {
        return admission;
    }

    /** Lets records of source topics in when it is known what they have to wait for. */
    public Inlet inlet(Inlet handling) {
        return new SequencedInlet(blocked, handling);
    }

    /** Whether something before the delivery in its sequence is unresolved. Hot path. */
    public boolean mustWait(Delivery delivery) {
        return blocked.isBlocked(delivery.record()) && !(delivery.claim() instanceof RetryRun);
    }

    /**
     * From now on the record's sequence is blocked.
     *
     * @return to be run once the record is durable, or will not be
     */
    public Runnable block(ConsumerRecord<byte[], byte[]> record) {
        return blocked.block(record)::over;
    }

    /** Makes what claims due records and brings them to the handler's door; threads start with {@link #start}. */
    public void handledBy(Inlet door, int mostAtWork, Optional<CircuitBreaker> breaker) {
        var results = new RunResults(
                channel, parts.schedule(), metrics, this::wake, new RunResults.Threads(parts.threads(), parts.clock()));
        int concurrency = config.retry().concurrency();
        var loop = new RetryLoop(
                channel,
                concurrency > 0 ? ClaimSize.fixed(concurrency) : new ClaimSize(mostAtWork),
                new RetryLoop.Parts(
                        parts.schedule(),
                        parts.leases(),
                        parts.rules(),
                        new RetriedRecord(channel, parts.meaning()),
                        door,
                        parts.payloads(),
                        results,
                        metrics,
                        breaker,
                        config.buffer().maxBytes(),
                        parts.threads(),
                        parts.clock()));
        running = Optional.of(new Running(loop, results));
    }

    private void wake() {
        running.ifPresent(made -> made.loop().wake());
    }

    public void start() {
        running.ifPresent(made -> {
            made.results().start();
            made.loop().start();
        });
    }

    public void pause() {
        running.ifPresent(made -> made.loop().pause());
    }

    public void resume() {
        running.ifPresent(made -> made.loop().resume());
    }

    /** Whether nothing is under way to be retried, or noted. */
    public boolean isIdle() {
        return running.map(made -> made.loop().isIdle()).orElse(true);
    }

    /** Some ten times a second. */
    public void pulse() {
        blocked.refresh();
    }

    /** Stopping, the first step: nothing more is claimed. */
    public void quiesce() {
        running.ifPresent(made -> made.loop().close());
    }

    /** The last: what became of what was claimed is noted, within that time. */
    public void close(Duration within) {
        running.ifPresent(made -> made.results().close(within));
    }

    public RetryStatistics statistics() {
        return metrics.snapshot();
    }
}
