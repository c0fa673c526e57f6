package io.kafkadlq.core.batch;

import io.kafkadlq.api.flow.BatchBounds;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;

/**
 * Several batch stages of one writer each, where all records of a sequence take the same: so the store never has a record
 * without those before it, whatever is under way, whoever dies. What claims by the store's content alone depends on that.
 *
 * <p>Threading: as the stages behind it.
 */
public final class SequencedBatches implements Stage, BatchSizes {

    private final List<BatchStage> stages;
    private final NanoClock clock;
    // Of the one thread that reads the ring; where the latest letter found no room.
    private volatile BatchStage full;

    /** @param stages of one writer each */
    public SequencedBatches(List<BatchStage> stages, NanoClock clock) {
        this.clock = clock;
        this.stages = List.copyOf(stages);
        this.full = stages.get(0);
    }

    @Override
    public boolean offer(Letter letter, long enteredNanos) {
        BatchStage stage = stages.get(Math.floorMod(placeOf(letter), stages.size()));
        boolean taken = stage.offer(letter, enteredNanos);
        if (!taken) {
            full = stage;
        }
        return taken;
    }

    /** By the offset where there is no sequence: spread evenly. */
    private static int placeOf(Letter letter) {
        var record = letter.record();
        return record.summary()
                .sequence()
                .map(sequence -> Long.hashCode(sequence.id()))
                .orElseGet(() -> Long.hashCode(record.id().leastSignificantBits()));
    }

    @Override
    public void endOfBatch() {
        stages.forEach(BatchStage::endOfBatch);
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        full.awaitRoom();
    }

    @Override
    public BatchBounds bounds() {
        return stages.get(0).bounds();
    }

    @Override
    public void bound(BatchBounds bounds) {
        stages.forEach(stage -> stage.bound(bounds));
    }

    @Override
    public void boundAsConfigured() {
        stages.forEach(BatchStage::boundAsConfigured);
    }

    @Override
    public void close(Duration drainWithin) {
        long deadline = clock.nanos() + drainWithin.toNanos();
        stages.forEach(stage -> stage.beginToClose(deadline));
        stages.forEach(stage -> stage.endUntil(deadline));
    }
}
