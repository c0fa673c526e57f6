package io.kafkadlq.core.retry;

import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.flow.Seldom;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * This instance's leases: one as a rule, a second while an earlier one is spent or has lapsed. Thread-safe.
 */
public final class Leases {

    private static final int RENEWALS_A_LEASE = 3;

    private final DlqSchedule schedule;
    private final Supplier<Lease> made;
    private final NanoClock clock;
    private final long renewEachNanos;
    private final List<HeldLease> leases = new CopyOnWriteArrayList<>();
    private final Seldom failures = new Seldom();
    // The thread's that renews.
    private long nextRenewalNanos;

    public Leases(DlqSchedule schedule, String node, Duration lasts, NanoClock clock) {
        this.schedule = schedule;
        this.made = () -> new Lease(UUID.randomUUID(), node, lasts);
        this.clock = clock;
        this.renewEachNanos = lasts.toNanos() / RENEWALS_A_LEASE;
        this.nextRenewalNanos = clock.nanos();
    }

    /** One that may hold more; empty while the store has not answered. */
    Optional<HeldLease> usable() {
        return leases.stream().filter(HeldLease::isUsable).findFirst();
    }

    /** The same, and it holds one already, so that it is not let go of meanwhile. */
    Optional<HeldLease> take() {
        return leases.stream().filter(HeldLease::take).findFirst();
    }

    /** Renews what is to be renewed, if it is time or there is none to claim with. One thread. */
    void renewInTime() {
        long now = clock.nanos();
        leases.stream()
                .filter(HeldLease::isOver)
                .forEach(over -> Log.leaseLapsed(over.lease().node()));
        leases.removeIf(lease -> lease.isOver() || lease.isSpent());
        if (usable().isEmpty() && leases.stream().noneMatch(HeldLease::isNew)) {
            leases.add(new HeldLease(made.get(), clock));
        }
        boolean time = now - nextRenewalNanos >= 0;
        if (time) {
            nextRenewalNanos = now + renewEachNanos;
        }
        leases.stream()
                .filter(lease -> time || lease.isNew())
                .filter(HeldLease::startAsking)
                .forEach(this::renew);
    }

    private void renew(HeldLease lease) {
        long asked = clock.nanos();
        schedule.renew(lease.lease()).whenComplete((answer, defect) -> {
            lease.endAsking();
            if (answer instanceof StorageResult.Success<Lease>) {
                lease.renewedAt(asked);
            } else if (failures.isTime()) {
                Log.leaseNotRenewed(lease.lease().node(), String.valueOf(defect == null ? answer : defect));
            }
        });
    }
}
