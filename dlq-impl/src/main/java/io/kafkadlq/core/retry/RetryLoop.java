package io.kafkadlq.core.retry;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.Claimed;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.flow.CircuitBreaker;
import io.kafkadlq.core.flow.Seldom;
import io.kafkadlq.core.metrics.RetryMetrics;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.time.NanoClock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Claims what is due and brings it to the handler, by the same door as records of source topics: its rate limit, its
 * backpressure and its circuit breaker hold for retries too. While the breaker is open nothing is claimed, so that no attempt
 * is spent on what cannot succeed.
 *
 * <p>Threading: one thread; {@link #pause}, {@link #resume}, {@link #wake} and {@link #close} by any.
 */
final class RetryLoop {

    /** How late a due record may be found at the worst, twice over. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private static final long TROUBLE_MILLIS = 500;
    private static final long LONGEST_SILENCE_SECONDS = 60;
    private static final long END_WITHIN_MILLIS = 2000;

    private final String channel;
    private final Parts parts;
    private final ClaimSize claimSize;
    private final HandingOn handingOn;
    private final Thread thread;
    private final Queue<ClaimedBatch> underWay = new ConcurrentLinkedQueue<>();
    private final Seldom troubles = new Seldom();
    private volatile boolean claiming;
    private volatile boolean paused;
    private volatile boolean closing;

    /**
     * What it works with.
     *
     * @param door the handler's
     * @param payloads completes those that are only referred to
     * @param maxBytes most bytes of keys, values and headers claimed at once
     * @param breaker the handler's, if it has one
     */
    record Parts(
            DlqSchedule schedule,
            Leases leases,
            FailureJudge rules,
            RetriedRecord shape,
            Inlet door,
            Payloads payloads,
            ClaimedBatch.Results results,
            RetryMetrics metrics,
            Optional<CircuitBreaker> breaker,
            long maxBytes,
            ThreadFactory threads,
            NanoClock clock) {}

    RetryLoop(String channel, ClaimSize claimSize, Parts parts) {
        this.channel = channel;
        this.parts = parts;
        this.claimSize = claimSize;
        this.handingOn = new HandingOn(
                parts.rules(),
                new HandingOn.Parts(
                        channel,
                        parts.door(),
                        parts.shape(),
                        parts.payloads(),
                        () -> paused,
                        () -> closing,
                        parts.clock()));
        this.thread = parts.threads().newThread(this::run);
    }

    void start() {
        thread.start();
    }

    /** Claims nothing more until {@link #resume}; what was claimed goes on. */
    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        wake();
    }

    /** Something may be due, or there is room again. */
    void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closing) {
            try {
                if (!claimOnce()) {
                    LockSupport.parkNanos(this, LOOK_NANOS);
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error defect) {
                Log.defect(thread.getName(), defect);
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(TROUBLE_MILLIS));
            }
        }
    }

    /** Whether it is worth doing again at once. */
    private boolean claimOnce() throws InterruptedException {
        // Said before it is looked whether there is a pause, so that nobody who pauses overlooks what is claimed now.
        claiming = true;
        try {
            int room = room();
            Optional<HeldLease> lease =
                    room == 0 ? Optional.empty() : parts.leases().take();
            return lease.isPresent() && claim(room, lease.get());
        } finally {
            claiming = false;
        }
    }

    private boolean claim(int room, HeldLease lease) throws InterruptedException {
        try {
            long asked = parts.clock().nanos();
            StorageResult<Claimed> answer = ask(new ClaimRequest(channel, lease.lease(), room, parts.maxBytes()));
            if (!(answer instanceof StorageResult.Success<Claimed> success)) {
                trouble(lease, answer);
                return false;
            }
            List<DlqRecord> records = success.value().records();
            if (!records.isEmpty()) {
                parts.metrics().claimed(records.size());
                var batch = new ClaimedBatch(lease, records.size(), asked, () -> closing, parts.results());
                underWay.add(batch);
                handingOn.handOn(records, batch);
            }
            return records.size() == room || success.value().parked() > 0;
        } finally {
            lease.letGo(1);
        }
    }

    /** Whether nothing that was claimed is without a noted result, and nothing is being claimed. Any thread. */
    boolean isIdle() {
        return !claiming && underWay.stream().allMatch(batch -> batch.open() == 0);
    }

    /**
     * How many more may be claimed now. A few at a time would cost a transaction each, so a quarter has to be free; not more,
     * so that there is enough in hand while the store answers.
     */
    private int room() {
        settle();
        int held = underWay.stream().mapToInt(ClaimedBatch::open).sum();
        int size = Math.min(claimSize.size(), allowedByBreaker());
        return paused || held > size * 3 / 4 ? 0 : size - held;
    }

    private void settle() {
        long now = parts.clock().nanos();
        underWay.removeIf(batch -> {
            boolean done = batch.open() == 0;
            if (done) {
                claimSize.workedOff(batch.size(), now - batch.claimedNanos());
            }
            return done;
        });
    }

    /** As many as there are probes, while it is being found out whether the handler works again. */
    private int allowedByBreaker() {
        return parts.breaker()
                .map(breaker -> breaker.isClosed() ? Integer.MAX_VALUE : breaker.available())
                .orElse(Integer.MAX_VALUE);
    }

    private StorageResult<Claimed> ask(ClaimRequest request) throws InterruptedException {
        try {
            return parts.schedule().claim(request).toCompletableFuture().get(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException silent) {
            return StorageResult.unavailable(silent);
        } catch (ExecutionException defect) {
            return StorageResult.rejected(defect);
        }
    }

    /** It may have been done all the same: what it brought nobody knows but the lease. */
    private void trouble(HeldLease lease, StorageResult<Claimed> answer) throws InterruptedException {
        lease.spoil();
        if (troubles.isTime()) {
            Log.notClaimed(channel, answer.toString(), troubles.soFar());
        }
        TimeUnit.MILLISECONDS.sleep(TROUBLE_MILLIS);
    }

    /** Claims nothing more, and gives back what it has in hand. */
    void close() {
        closing = true;
        wake();
        try {
            thread.join(END_WITHIN_MILLIS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(END_WITHIN_MILLIS);
            }
        } catch (InterruptedException hurried) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
