package io.kafkadlq.core.retry;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.flow.Seldom;
import io.kafkadlq.core.metrics.RetryMetrics;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Notes in the store what became of retries: whatever has gathered while the last batch was noted makes the next one. The
 * same batch is offered until the store takes it, which is harmless, since a record is noted once only.
 *
 * <p>Threading: results by any thread; noting by one of its own. What waits is bounded by what was claimed.
 */
final class RunResults implements ClaimedBatch.Results {

    private static final int MOST_AT_ONCE = 1000;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final String channel;
    private final DlqSchedule schedule;
    private final RetryMetrics metrics;
    private final Runnable noted;
    private final NanoClock clock;
    private final Thread thread;
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final Seldom failures = new Seldom();
    private volatile boolean closing;
    private volatile long giveUpAtNanos;

    private record Ended(ClaimedBatch from, RunResult result) {}

    /** @param noted told after each batch that was noted */
    RunResults(String channel, DlqSchedule schedule, RetryMetrics metrics, Runnable noted, Threads threads) {
        this.channel = channel;
        this.schedule = schedule;
        this.metrics = metrics;
        this.noted = noted;
        this.clock = threads.clock();
        this.thread = threads.factory().newThread(this::run);
    }

    /** Where its thread comes from, and its time. */
    record Threads(ThreadFactory factory, NanoClock clock) {}

    void start() {
        thread.start();
    }

    @Override
    public void add(ClaimedBatch from, RunResult result) {
        ended.add(new Ended(from, result));
        LockSupport.unpark(thread);
    }

    private void run() {
        List<Ended> batch = new ArrayList<>();
        while (!(closing && ended.isEmpty() && batch.isEmpty())) {
            try {
                gather(batch);
                if (batch.isEmpty()) {
                    LockSupport.parkNanos(this, LOOK_NANOS);
                } else if (note(batch)) {
                    batch.clear();
                } else if (isTimeToGiveUp()) {
                    break;
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                break;
            } catch (RuntimeException | Error defect) {
                Log.defect(thread.getName(), defect);
                if (isTimeToGiveUp()) {
                    break;
                }
                LockSupport.parkNanos(this, PAUSE.toNanos());
            }
        }
        if (!batch.isEmpty() || !ended.isEmpty()) {
            Log.leftUnnoted(channel, batch.size() + ended.size());
        }
    }

    private void gather(List<Ended> batch) {
        while (batch.size() < MOST_AT_ONCE) {
            Ended next = ended.poll();
            if (next == null) {
                return;
            }
            batch.add(next);
        }
    }

    private boolean isTimeToGiveUp() {
        return closing && clock.nanos() - giveUpAtNanos >= 0;
    }

    /** Whether the batch is off our hands. */
    private boolean note(List<Ended> batch) throws InterruptedException {
        StorageResult<Set<RecordId>> answer =
                ask(batch.stream().map(Ended::result).toList());
        if (answer instanceof StorageResult.Success<Set<RecordId>> success) {
            settled(batch, success.value());
            return true;
        }
        boolean refused = answer instanceof StorageResult.Failure<Set<RecordId>> failure && !failure.retryable();
        if (refused) {
            return noteOneByOne(batch);
        }
        if (failures.isTime()) {
            Log.notNoted(channel, batch.size(), answer.toString(), failures.soFar());
        }
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        return false;
    }

    private StorageResult<Set<RecordId>> ask(List<RunResult> results) throws InterruptedException {
        try {
            return schedule.complete(results).toCompletableFuture().get(LONGEST_SILENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException silent) {
            return StorageResult.unavailable(silent);
        } catch (ExecutionException defect) {
            return StorageResult.rejected(defect);
        }
    }

    /**
     * What the store refuses is some one record's doing; the others must not wait for it.
     *
     * @return whether the batch is off our hands; if the store went away meanwhile, what is left stays in it
     */
    private boolean noteOneByOne(List<Ended> batch) throws InterruptedException {
        while (!batch.isEmpty()) {
            Ended one = batch.get(0);
            StorageResult<Set<RecordId>> answer = ask(List.of(one.result()));
            if (answer instanceof StorageResult.Success<Set<RecordId>> success) {
                settled(List.of(one), success.value());
            } else if (answer instanceof StorageResult.Failure<Set<RecordId>> failure && !failure.retryable()) {
                Log.refused(channel, one.result().after().id().toString(), failure.cause());
                one.from().lease().spoil();
                one.from().settled(1);
                noted.run();
            } else {
                return false;
            }
            batch.remove(0);
        }
        return true;
    }

    private void settled(List<Ended> batch, Set<RecordId> leftAlone) {
        for (Ended one : batch) {
            if (!leftAlone.contains(one.result().after().id())) {
                count(one.result());
            }
            one.from().settled(1);
        }
        if (!leftAlone.isEmpty()) {
            metrics.lost(leftAlone.size());
            Log.heldByOthers(channel, leftAlone.size());
        }
        noted.run();
    }

    private void count(RunResult result) {
        if (result.attempts().isEmpty()) {
            metrics.givenBack();
        } else if (result.after().status() == DlqStatus.SUCCESS) {
            metrics.succeeded();
        } else if (result.after().status() == DlqStatus.FAILED) {
            metrics.givenUp();
        } else {
            metrics.postponed();
        }
    }

    /** Notes what there is, within that time, and ends. */
    void close(Duration within) {
        giveUpAtNanos = clock.nanos() + within.toNanos();
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(within.plus(PAUSE).toMillis() + 1);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(PAUSE.toMillis());
            }
        } catch (InterruptedException hurried) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
