package io.kafkadlq.web.rest;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.web.json.Outlook;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Records as the API shows them alone.
 *
 * @param order what a channel keeps in order
 */
record Records(DlqDesk desk, Function<String, ProcessingOrder> order, Clock clock) {

    /** A record, what was tried with it and what it waits for. */
    record Shown(RecordSummary record, Outlook outlook) {}

    CompletionStage<StorageResult<Shown>> find(RecordId id) {
        return desk.find(id).thenCompose(found -> then(found, this::withOutlook));
    }

    private CompletionStage<StorageResult<Shown>> withOutlook(RecordSummary record) {
        return desk.attemptsOf(record.id())
                .thenCompose(tried -> then(tried, attempts -> ahead(record)
                        .thenApply(counted -> counted.map(ahead -> new Shown(
                                record,
                                new Outlook(
                                        attempts,
                                        ahead,
                                        desk.retrierOf(record.channel()),
                                        order.apply(record.channel()),
                                        clock.instant()))))));
    }

    private CompletionStage<StorageResult<Long>> ahead(RecordSummary record) {
        boolean hasTurn = record.sequence().isPresent() && record.status().blocksSequence();
        return hasTurn ? desk.ahead(record.id()) : CompletableFuture.completedStage(StorageResult.success(0L));
    }

    private static <T, R> CompletionStage<StorageResult<R>> then(
            StorageResult<T> result, Function<T, CompletionStage<StorageResult<R>>> next) {
        return result.fold(
                next,
                failed -> CompletableFuture.completedStage(
                        new StorageResult.Failure<>(failed.cause(), failed.retryable())),
                missing -> CompletableFuture.completedStage(new StorageResult.NotFound<>()),
                conflict -> CompletableFuture.completedStage(
                        new StorageResult.ConcurrencyConflict<>(conflict.expectedVersion(), conflict.actualVersion())));
    }
}
