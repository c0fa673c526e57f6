package io.kafkadlq.core.retry;

import io.kafkadlq.api.config.RetentionConfig;
import io.kafkadlq.api.store.DlqRetention;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.flow.Seldom;
import io.kafkadlq.core.time.NanoClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Renews this instance's leases, gives back what lapsed leases of others hold, and lets records expire and go. One thread,
 * which never waits for the store: a slow answer to one must not keep the leases from being renewed.
 */
public final class Caretaker {

    private static final int AT_ONCE = 500;
    private static final int BATCHES_A_TICK = 20;
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
    private static final long RETENTION_EACH_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** For so long an old record is left alone that a person has brought back, or that was just retried. */
    private static final Duration BROUGHT_BACK = Duration.ofDays(1);

    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private final Optional<Leases> leases;
    private final List<Task> tasks;
    private final List<Task> seldomTasks;
    private final long tickMillis;
    private final NanoClock clock;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long nextRetentionNanos;

    /**
     * What it looks after.
     *
     * @param retention by channel
     */
    public record Parts(
            Optional<DlqSchedule> schedule,
            Optional<Leases> leases,
            Optional<DlqRetention> kept,
            Map<String, RetentionConfig> retention,
            Duration lease,
            Clock calendar) {}

    public Caretaker(Parts parts, ThreadFactory threads, NanoClock clock) {
        this.leases = parts.leases();
        this.clock = clock;
        this.tickMillis =
                Math.max(10, Math.min(LONGEST_TICK.toMillis(), parts.lease().toMillis() / 6));
        this.tasks = parts.schedule().stream()
                .map(schedule -> new Task(
                        "Giving back what lapsed leases hold", () -> schedule.recover(AT_ONCE), Log::recovered))
                .toList();
        this.seldomTasks = parts.kept().stream()
                .flatMap(kept -> parts.retention().entrySet().stream()
                        .flatMap(channel -> retention(kept, channel.getKey(), channel.getValue(), parts).stream()))
                .toList();
        this.nextRetentionNanos = clock.nanos();
        this.thread = threads.newThread(this::run);
    }

    private static List<Task> retention(DlqRetention kept, String channel, RetentionConfig config, Parts parts) {
        Clock calendar = parts.schedule().map(DlqSchedule::clock).orElse(parts.calendar());
        return List.of(
                new Task(
                        "Expiring records of channel " + channel,
                        () -> expire(kept, channel, config.expireAfter(), calendar.instant()),
                        records -> Log.aged(channel, "expired", records)),
                new Task(
                        "Purging records of channel " + channel,
                        () -> kept.purge(channel, calendar.instant().minus(config.purgeAfter()), AT_ONCE),
                        records -> Log.aged(channel, "were purged", records)));
    }

    private static CompletionStage<StorageResult<Integer>> expire(
            DlqRetention kept, String channel, Duration age, Instant now) {
        Duration spared = age.compareTo(BROUGHT_BACK) < 0 ? age : BROUGHT_BACK;
        return kept.expire(channel, now.minus(age), now.minus(spared), AT_ONCE);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                tick();
            } while (!stopped.await(tickMillis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            leases.ifPresent(Leases::renewInTime);
            tasks.forEach(Task::run);
            if (clock.nanos() - nextRetentionNanos >= 0) {
                nextRetentionNanos = clock.nanos() + RETENTION_EACH_NANOS;
                seldomTasks.forEach(Task::run);
            }
        } catch (RuntimeException | Error defect) {
            Log.defect(thread.getName(), defect);
        }
    }

    public void close() {
        stopped.countDown();
        try {
            thread.join(END_WITHIN.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something done in batches, as long as there are full ones; never twice at the same time. */
    private static final class Task {

        private final String name;
        private final Supplier<CompletionStage<StorageResult<Integer>>> batch;
        private final IntConsumer told;
        private final AtomicBoolean underWay = new AtomicBoolean();
        private final Seldom failures = new Seldom();

        Task(String name, Supplier<CompletionStage<StorageResult<Integer>>> batch, IntConsumer told) {
            this.name = name;
            this.batch = batch;
            this.told = told;
        }

        void run() {
            if (underWay.compareAndSet(false, true)) {
                next(BATCHES_A_TICK);
            }
        }

        private void next(int batchesLeft) {
            try {
                ask(batchesLeft);
            } catch (RuntimeException | Error defect) {
                underWay.set(false);
                throw defect;
            }
        }

        private void ask(int batchesLeft) {
            batch.get().whenComplete((answer, defect) -> {
                if (!(answer instanceof StorageResult.Success<Integer> success)) {
                    underWay.set(false);
                    if (failures.isTime()) {
                        Log.careFailed(name, String.valueOf(defect == null ? answer : defect), failures.soFar());
                    }
                    return;
                }
                if (success.value() > 0) {
                    told.accept(success.value());
                }
                if (success.value() >= AT_ONCE && batchesLeft > 1) {
                    next(batchesLeft - 1);
                } else {
                    underWay.set(false);
                }
            });
        }
    }
}
