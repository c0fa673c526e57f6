package io.kafkadlq.jpa;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.StorageResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets those who bring a few results each, at the same time, share transactions: what gathers while one commits is the next.
 * Each call's stage completes when its own results are durable, as if it had been alone; what depends on the stage must not
 * block. (Group commit; DeWitt et al., "Implementation Techniques for Main Memory Database Systems", 1984.)
 *
 * <p>Threading: any number of threads; one shared transaction at a time, as more of them only take turns on the same cores and
 * disk. So one that has to wait for a lock holds up the others.
 */
final class SharedCommits {

    /** So many are worth a transaction of their own, beside the shared one. */
    private static final int MANY = 100;

    private static final int MOST_AT_ONCE = 1_000;

    private final StoreThreads threads;
    private final Completions completions;
    private final Queue<Call> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean atWork = new AtomicBoolean();

    private record Call(
            List<RunResult> results, List<RecordId> records, CompletableFuture<StorageResult<Set<RecordId>>> answer) {

        static Call of(List<RunResult> results) {
            return new Call(
                    List.copyOf(results),
                    results.stream().map(result -> result.after().id()).toList(),
                    new CompletableFuture<>());
        }

        /** Its own part of what was left alone. */
        void answer(Set<RecordId> leftAlone) {
            Set<RecordId> own = new HashSet<>(records);
            own.retainAll(leftAlone);
            answer.complete(StorageResult.success(own));
        }
    }

    SharedCommits(StoreThreads threads, Completions completions) {
        this.threads = threads;
        this.completions = completions;
    }

    CompletionStage<StorageResult<Set<RecordId>>> complete(List<RunResult> results) {
        if (results.size() >= MANY) {
            return threads.call(() -> completions.complete(results));
        }
        var call = Call.of(results);
        waiting.add(call);
        if (atWork.compareAndSet(false, true)) {
            threads.call(this::work).thenAccept(done -> {
                if (done instanceof StorageResult.Failure<Boolean> refused) {
                    refuse(refused);
                }
            });
        }
        return call.answer();
    }

    /** Until nothing waits: what was accepted is done, even if the store is closing meanwhile. */
    private StorageResult<Boolean> work() {
        do {
            for (List<Call> batch = gather(); !batch.isEmpty(); batch = gather()) {
                commit(batch);
            }
            atWork.set(false);
        } while (!waiting.isEmpty() && atWork.compareAndSet(false, true));
        return StorageResult.success(true);
    }

    /** The store has no thread for us, or is closed. Who comes again because of that begins anew. */
    private void refuse(StorageResult.Failure<Boolean> why) {
        do {
            var refused = new ArrayList<Call>();
            for (Call call = waiting.poll(); call != null; call = waiting.poll()) {
                refused.add(call);
            }
            atWork.set(false);
            refused.forEach(call -> call.answer().complete(new StorageResult.Failure<>(why.cause(), why.retryable())));
        } while (!waiting.isEmpty() && atWork.compareAndSet(false, true));
    }

    /** A record has one result in a transaction, so that whoever comes later with another learns that he is late. */
    private List<Call> gather() {
        var batch = new ArrayList<Call>();
        var records = new HashSet<RecordId>();
        for (Call call = waiting.peek(); call != null; call = waiting.peek()) {
            boolean full = records.size() + call.records().size() > MOST_AT_ONCE;
            if (full || call.records().stream().anyMatch(records::contains)) {
                break;
            }
            records.addAll(call.records());
            batch.add(call);
            waiting.remove();
        }
        return batch;
    }

    private void commit(List<Call> batch) {
        var shared = new CompletableFuture<StorageResult<Set<RecordId>>>();
        StoreThreads.settle(
                shared,
                () -> completions.complete(
                        batch.stream().flatMap(call -> call.results().stream()).toList()));
        // What is refused is some one's fault, whom the others must not suffer for.
        if (batch.size() > 1 && isRefused(shared)) {
            batch.forEach(call -> StoreThreads.settle(call.answer(), () -> completions.complete(call.results())));
            return;
        }
        batch.forEach(call -> shared.whenComplete((result, defect) -> {
            if (result instanceof StorageResult.Success<Set<RecordId>> success) {
                call.answer(success.value());
            } else if (result != null) {
                call.answer().complete(result);
            } else {
                call.answer().completeExceptionally(defect);
            }
        }));
    }

    private static boolean isRefused(CompletableFuture<StorageResult<Set<RecordId>>> shared) {
        return shared.isCompletedExceptionally()
                || shared.join() instanceof StorageResult.Failure<Set<RecordId>> failure && !failure.retryable();
    }
}
