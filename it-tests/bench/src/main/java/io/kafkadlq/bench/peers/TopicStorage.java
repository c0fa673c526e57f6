package io.kafkadlq.bench.peers;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps dead letters where the peers keep theirs: in a Kafka topic, with acks=all. So the scene compares engines and not
 * kinds of store, and it is fair, as users may plug in stores of their own just so. It can be written to, not read.
 */
final class TopicStorage implements DlqStorage {

    private final DeadLetters topic;

    TopicStorage(DeadLetters topic) {
        this.topic = topic;
    }

    @Override
    public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
        var saving = new Saving(batch.size());
        for (DlqRecord record : batch) {
            topic.send(
                    record.payload().key().orElseThrow(),
                    record.payload().value().orElseThrow(),
                    record.failure().exceptionClass().orElse(""),
                    (sent, refused) -> saving.answered(refused));
        }
        return saving.result;
    }

    /** Waits, without a thread, until all of a batch are acknowledged. */
    private static final class Saving {

        private final CompletableFuture<StorageResult<SaveReport>> result = new CompletableFuture<>();
        private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();
        private final AtomicInteger unanswered;

        Saving(int records) {
            unanswered = new AtomicInteger(records);
        }

        void answered(@Nullable Exception refused) {
            if (refused != null) {
                refusal.compareAndSet(null, refused);
            }
            if (unanswered.decrementAndGet() == 0) {
                Exception why = refusal.get();
                result.complete(
                        why == null ? StorageResult.success(SaveReport.allStored()) : StorageResult.unavailable(why));
            }
        }
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        return writeOnly();
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        return writeOnly();
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        return writeOnly();
    }

    @Override
    public CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry) {
        return writeOnly();
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        return writeOnly();
    }

    private static <T> CompletionStage<StorageResult<T>> writeOnly() {
        return CompletableFuture.completedFuture(
                StorageResult.rejected(new UnsupportedOperationException("A topic is not searched")));
    }

    @Override
    public void close() {
        topic.close();
    }
}
