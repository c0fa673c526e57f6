package io.kafkadlq.cdi.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.api.store.StoreFixtures;
import io.kafkadlq.core.guard.GuardedStorage;
import io.kafkadlq.core.guard.ScriptedStorage;
import io.kafkadlq.core.guard.ScriptedStorage.Line;
import io.kafkadlq.core.guard.StoreWrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;

/** What becomes of calls whose guards misbehave, as they do once their container is gone. */
class ServerGuardsTest {

    private static final DlqRecord RECORD = StoreFixtures.complete("orders-dlt", 1);
    private static final IllegalStateException GONE = new IllegalStateException("The container is gone");

    /** Nobody intercepts it, as in a test; a test overrides what an interceptor would do. */
    private static class Bare extends StoreGuard {}

    private static GuardedStorage behind(StoreGuard guard, ScriptedStorage store) {
        return new GuardedStorage(store, new ServerGuards(guard, new KafkaGuard()));
    }

    private static StorageResult<SaveReport> save(GuardedStorage storage) {
        return StoreFixtures.result(storage.save(List.of(RECORD)));
    }

    @Test
    void shouldCallThroughGuards() {
        var store = new ScriptedStorage(Line.WORKS);
        var storage = behind(new Bare(), store);

        assertThat(save(storage)).isEqualTo(StorageResult.success(SaveReport.allStored()));
        assertThat(StoreFixtures.result(storage.find(RECORD.id()))).isEqualTo(StorageResult.success(null));
        assertThat(store.calls()).isEqualTo(2);
    }

    @Test
    void shouldCallWithoutGuardsThatAreGone() {
        var store = new ScriptedStorage(Line.WORKS);
        var storage = behind(new Gone(), store);

        assertThat(save(storage)).isEqualTo(StorageResult.success(SaveReport.allStored()));
        assertThat(StoreFixtures.result(storage.find(RECORD.id()))).isEqualTo(StorageResult.success(null));
        assertThat(StoreFixtures.result(storage.audit(StoreFixtures.audited(RECORD, "X"))))
                .isInstanceOf(StorageResult.Success.class);
        assertThat(store.calls()).isEqualTo(3);
    }

    private static final class Gone extends StoreGuard {

        @Override
        public StorageResult<SaveReport> write(StoreWrite write) {
            throw GONE;
        }

        @Override
        public CompletionStage<Void> read(Supplier<CompletionStage<Void>> read) {
            throw GONE;
        }

        @Override
        public CompletionStage<Void> change(Supplier<CompletionStage<Void>> change) {
            return CompletableFuture.failedStage(new CompletionException(new ExecutionException(GONE)));
        }
    }

    @Test
    void shouldSayThatAStoreIsAwayThatGuardsDoNotLetItCall() {
        var store = new ScriptedStorage(Line.WORKS);
        var storage = behind(new Open(), store);

        assertThat(StoreFixtures.result(storage.find(RECORD.id())))
                .isInstanceOfSatisfying(StorageResult.Failure.class, failure -> assertThat(failure.retryable())
                        .isTrue());
        assertThat(save(storage))
                .isInstanceOfSatisfying(StorageResult.Failure.class, failure -> assertThat(failure.retryable())
                        .isTrue());
        assertThat(store.calls()).isZero();
    }

    private static final class Open extends StoreGuard {

        @Override
        public StorageResult<SaveReport> write(StoreWrite write) {
            throw new CircuitBreakerOpenException();
        }

        @Override
        public CompletionStage<Void> read(Supplier<CompletionStage<Void>> read) {
            return CompletableFuture.failedStage(new CircuitBreakerOpenException());
        }
    }

    @Test
    void shouldNotTakeAGuardsDefectForARefusal() {
        var store = new ScriptedStorage(Line.WORKS);
        var storage = behind(new GoneMeanwhile(), store);

        assertThat(save(storage)).isEqualTo(StorageResult.unavailable(GONE));
        assertThat(store.calls()).isEqualTo(1);
    }

    private static final class GoneMeanwhile extends StoreGuard {

        @Override
        public StorageResult<SaveReport> write(StoreWrite write) throws InterruptedException, TimeoutException {
            super.write(write);
            throw GONE;
        }
    }

    @Test
    void shouldLeaveAWriterThatIsToStopAtOnce() {
        var store = new ScriptedStorage(Line.SILENT);
        Thread.currentThread().interrupt();

        var result = save(behind(new Bare(), store));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isInstanceOfSatisfying(StorageResult.Failure.class, failure -> assertThat(failure.cause())
                .isInstanceOf(InterruptedException.class));
        assertThat(store.calls()).isEqualTo(1);
    }

    /** Payara holds on to both until the timeout would have been: at high rates that is a heap of records. */
    @Test
    void shouldLeaveNoRecordsWithItsGuard() throws InterruptedException {
        var hoarder = new Hoarder();
        var store = new ScriptedStorage(Line.WORKS);
        var storage = behind(hoarder, store);
        save(storage);
        StoreFixtures.result(storage.find(RECORD.id()));

        hoarder.writes.get(0).askUnguarded(Duration.ofSeconds(1));

        assertThat(store.batchSizes()).containsExactly(1, 0);
        assertThat(hoarder.reads.get(0).get()).failsWithin(Duration.ofSeconds(30));
        assertThat(hoarder.answers.get(0))
                .succeedsWithin(Duration.ofSeconds(30))
                .isNull();
    }

    private static final class Hoarder extends StoreGuard {

        private final List<StoreWrite> writes = new ArrayList<>();
        private final List<Supplier<CompletionStage<Void>>> reads = new ArrayList<>();
        private final List<CompletionStage<Void>> answers = new ArrayList<>();

        @Override
        public StorageResult<SaveReport> write(StoreWrite write) throws InterruptedException, TimeoutException {
            writes.add(write);
            return super.write(write);
        }

        @Override
        public CompletionStage<Void> read(Supplier<CompletionStage<Void>> read) {
            reads.add(read);
            answers.add(super.read(read));
            return answers.get(0);
        }
    }

    @Test
    void shouldNotCallTwiceWhereAGuardComesLate() {
        var store = new ScriptedStorage(Line.WORKS);
        var late = new Late();
        var storage = behind(late, store);

        var found = StoreFixtures.result(storage.find(RECORD.id()));

        assertThat(found).isEqualTo(StorageResult.success(null));
        assertThat(late.read.get()).failsWithin(Duration.ofSeconds(30));
        assertThat(store.calls()).isEqualTo(1);
    }

    private static final class Late extends StoreGuard {

        private Supplier<CompletionStage<Void>> read = () -> CompletableFuture.completedStage(null);

        @Override
        public CompletionStage<Void> read(Supplier<CompletionStage<Void>> queued) {
            read = queued;
            return CompletableFuture.failedStage(GONE);
        }
    }
}
