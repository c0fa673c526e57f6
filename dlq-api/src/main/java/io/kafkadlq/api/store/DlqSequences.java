package io.kafkadlq.api.store;

import io.kafkadlq.api.model.RecordId;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Which {@linkplain io.kafkadlq.api.model.Sequence sequences} have records that are not resolved: what comes later in them
 * has to wait. Thread-safe.
 */
public interface DlqSequences {

    /** Most ids in one question. */
    int MAX_IDS = 1000;

    /** Those of a range of ids that are blocked, in ascending order, at most {@value #MAX_IDS} of them from the first on. */
    CompletionStage<StorageResult<Set<Long>>> blockedWithin(long firstId, long lastId);

    /** Those of these that are blocked. */
    CompletionStage<StorageResult<Set<Long>>> blockedAmong(Set<Long> ids);

    /** No store counts further. */
    int MAX_AHEAD = 10_000;

    /**
     * How many unresolved records come before this one in its sequence, counted up to {@value #MAX_AHEAD}; 0 if it is in
     * none, or not there.
     */
    CompletionStage<StorageResult<Long>> ahead(RecordId id);
}
