package io.kafkadlq.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.Claimed;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.StorageResult;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private final AtomicLong now = new AtomicLong();
    private final List<UUID> renewed = new ArrayList<>();
    private boolean away;
    private final Leases leases = new Leases(new RenewingStore(), "node", Duration.ofSeconds(30), now::get);

    private final class RenewingStore implements DlqSchedule {

        @Override
        public CompletionStage<StorageResult<Lease>> renew(Lease lease) {
            if (away) {
                return CompletableFuture.completedStage(StorageResult.unavailable(new IllegalStateException("away")));
            }
            renewed.add(lease.holder());
            return CompletableFuture.completedStage(StorageResult.success(lease));
        }

        @Override
        public Clock clock() {
            throw new UnsupportedOperationException();
        }

        @Override
        public DlqSequences sequences() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<StorageResult<Integer>> recover(int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<StorageResult<Claimed>> claim(ClaimRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<StorageResult<Set<RecordId>>> complete(List<RunResult> results) {
            throw new UnsupportedOperationException();
        }
    }

    private void after(Duration time) {
        now.addAndGet(time.toNanos());
        leases.renewInTime();
    }

    private UUID holder() {
        return leases.usable().orElseThrow().lease().holder();
    }

    @Test
    void shouldHaveNoneBeforeTheStoreHasAnswered() {
        away = true;
        leases.renewInTime();
        assertThat(leases.usable()).isEmpty();

        away = false;
        after(Duration.ofSeconds(11));
        assertThat(leases.usable()).isPresent();
    }

    @Test
    void shouldKeepItByRenewingInTime() {
        leases.renewInTime();
        UUID first = holder();
        for (int i = 0; i < 20; i++) {
            after(Duration.ofSeconds(10));
        }

        assertThat(holder()).isEqualTo(first);
        assertThat(renewed).containsOnly(first);
    }

    @Test
    void shouldCountAsOverBeforeTheStoreLetsItLapse() {
        leases.renewInTime();
        HeldLease held = leases.usable().orElseThrow();
        away = true;
        now.addAndGet(Duration.ofSeconds(28).toNanos());

        assertThat(held.isValid()).isFalse();
    }

    @Test
    void shouldGoOnWithAFreshOneOnceItIsOver() {
        leases.renewInTime();
        UUID first = holder();
        away = true;
        after(Duration.ofSeconds(40));
        away = false;
        after(Duration.ofSeconds(11));

        assertThat(holder()).isNotEqualTo(first);
    }

    @Test
    void shouldRenewASpoiledOneOnlyAsLongAsItHoldsWhatWeKnowOf() {
        leases.renewInTime();
        HeldLease spoiled = leases.usable().orElseThrow();
        spoiled.holds(2);
        spoiled.spoil();
        assertThat(leases.usable()).isEmpty();

        after(Duration.ofSeconds(10));
        UUID fresh = holder();
        assertThat(fresh).isNotEqualTo(spoiled.lease().holder());
        assertThat(spoiled.isValid()).isTrue();

        spoiled.letGo(2);
        renewed.clear();
        after(Duration.ofSeconds(10));
        assertThat(renewed).containsOnly(fresh);
    }
}
