package io.kafkadlq.bench.retry;

import static io.kafkadlq.bench.database.Storages.value;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.DlqSchedule;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Claims for many threads at once, before the last of what it has is taken. Thread-safe. */
final class Claimer {

    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final DlqSchedule schedule;
    private final ClaimRequest request;
    private final int least;
    private final Queue<DlqRecord> claimed = new ConcurrentLinkedQueue<>();
    private final ReentrantLock claiming = new ReentrantLock();
    private volatile boolean drained;

    /** @param least when there are fewer, it claims again */
    Claimer(DlqSchedule schedule, ClaimRequest request, int least) {
        this.schedule = schedule;
        this.request = request;
        this.least = least;
    }

    /** Empty when there is nothing more to claim. */
    Optional<DlqRecord> next() {
        while (true) {
            if (!drained && claimed.size() < least && claiming.tryLock()) {
                claim();
            }
            DlqRecord next = claimed.poll();
            if (next != null || drained && claimed.isEmpty()) {
                return Optional.ofNullable(next);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void claim() {
        try {
            var more = value(schedule.claim(request));
            claimed.addAll(more.records());
            drained = more.records().isEmpty() && more.parked() == 0;
        } finally {
            claiming.unlock();
        }
    }
}
