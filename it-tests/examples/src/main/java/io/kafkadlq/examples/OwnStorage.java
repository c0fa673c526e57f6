package io.kafkadlq.examples;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.dsl.Storage;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageFactory;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;

/**
 * Dead letters go into a storage of one's own, here a file of one line a record. A real one knows redeliveries and finds
 * what it keeps; DlqStorageContract says what is asked of it.
 */
public final class OwnStorage {

    private OwnStorage() {}

    public static void main(String... arguments) throws IOException {
        Path file = Files.createTempFile("dead-letters", ".txt");
        try (DlqRuntime dlq =
                DlqHandler.builder().storage(Storage.custom(new Lines(file))).build()) {
            SampleLetters.submit(dlq, "anna", new IllegalStateException("no stock"));
            SampleLetters.submit(dlq, "bert", new IllegalStateException("no card"));
        }
        Files.readAllLines(file).forEach(System.out::println);
        Files.delete(file);
    }

    /** Opens the file. */
    private record Lines(Path file) implements DlqStorageFactory {

        @Override
        public String type() {
            return "lines";
        }

        @Override
        public DlqStorage open(StoreConfig config, ThreadFactory threads, Clock clock) {
            return new LineStorage(file);
        }
    }

    /** Writes only: whoever asks is told that it does not search. */
    private record LineStorage(Path file) implements DlqStorage {

        @Override
        public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
            List<String> lines =
                    batch.stream().map(record -> record.failure().toString()).toList();
            try {
                Files.write(file, lines, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
                return CompletableFuture.completedStage(StorageResult.success(SaveReport.allStored()));
            } catch (IOException e) {
                return CompletableFuture.completedStage(StorageResult.unavailable(new UncheckedIOException(e)));
            }
        }

        @Override
        public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
            return doesNotSearch();
        }

        @Override
        public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
            return doesNotSearch();
        }

        @Override
        public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
            return doesNotSearch();
        }

        @Override
        public CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry) {
            return doesNotSearch();
        }

        @Override
        public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
            return doesNotSearch();
        }

        private static <T> CompletionStage<StorageResult<T>> doesNotSearch() {
            return CompletableFuture.completedStage(
                    StorageResult.rejected(new UnsupportedOperationException("A file of lines is not searched")));
        }

        @Override
        public void close() {
            // Each batch opens and closes the file.
        }
    }
}
