package io.kafkadlq.core.batch;

import io.kafkadlq.api.config.BatchConfig;
import io.kafkadlq.api.flow.BatchBounds;

/**
 * Steers the size of batches so that one write takes about the time it should. Additive increase, multiplicative decrease
 * (Chiu and Jain, "Analysis of the Increase and Decrease Algorithms for Congestion Avoidance in Computer Networks",
 * 1989): probe for more in small steps, give way at once. After a write of {@code n} records that took {@code t}, with
 * target {@code T}, size {@code S}, and {@code c}, the smoothed time per record:
 *
 * <pre>
 *   x = t / max(n, S)                          what a record costs in a batch of the present size
 *   c = c + (min(x, 4c) - c) / (16 * writers)   smoothed over 16 rounds; then kept within T/maxSize .. T/minSize
 *   S = min(S + step, T / c)                   step = (maxSize - minSize) / 100, but at least 1 and at most S / 16
 * </pre>
 *
 * <p>So the size grows by a step while the next is expected to stay within the target, and is cut to T/(cS) of itself
 * once it does not. Why it looks as it does:
 *
 * <ul>
 *   <li>Each record is weighed with the present size, for writes of all sizes occur: a smaller one that took no longer
 *       than the target tells nothing about a full one and is left out; one that took longer even so is counted as if it
 *       had been full.
 *   <li>A round is one write of each writer; a stall hits a whole round. Samples are capped and a round weighs a
 *       sixteenth, so however long the stall lasts, it raises c by at most {@code (1 + 3 / (16 writers))^writers}, below
 *       {@code e^(3/16)}, and leaves at least 82 % of the size. 40 rounds later nine tenths of its weight are gone.
 *   <li>c knows no bounds but those of the size: whatever it was before, each write counts from the bound on, so that
 *       neither an outage nor a very fast store has to be unlearnt.
 * </ul>
 *
 * <p>Not thread-safe: guarded by the batch stage's lock.
 */
final class BatchSizeController {

    private static final int SMOOTHED_ROUNDS = 16;
    private static final int OUTLIER = 4;
    private static final int STEPS = 100;
    private static final int GENTLE = 16;

    private final double targetNanos;
    private final double weight;
    private BatchBounds bounds;
    private double size;
    private double nanosPerRecord;

    BatchSizeController(BatchConfig config) {
        this.bounds = new BatchBounds(Math.min(config.minSize(), config.maxSize()), config.maxSize());
        this.targetNanos = config.targetLatency().toNanos();
        this.weight = 1.0 / (SMOOTHED_ROUNDS * config.writers());
        this.size = bounds.minSize();
        this.nanosPerRecord = targetNanos / bounds.minSize();
    }

    BatchBounds bounds() {
        return bounds;
    }

    /** Keeps to these from now on; what was learnt stays, as far as they let it. */
    void bound(BatchBounds other) {
        bounds = other;
        size = Math.min(Math.max(size, other.minSize()), other.maxSize());
        learn(nanosPerRecord);
    }

    /** How many records a batch holds now, within the bounds. */
    int size() {
        return (int) Math.round(size);
    }

    /** Learns from a write that the store has answered with success. */
    void written(int records, long tookNanos) {
        if (records < size() && tookNanos <= targetNanos) {
            return;
        }
        double sample = tookNanos / Math.max(records, size);
        learn(Math.min(sample, OUTLIER * nanosPerRecord));
        size = Math.min(size + step(), targetNanos / nanosPerRecord);
    }

    private void learn(double sample) {
        double smoothed = nanosPerRecord + weight * (sample - nanosPerRecord);
        nanosPerRecord = Math.min(Math.max(smoothed, targetNanos / bounds.maxSize()), targetNanos / bounds.minSize());
    }

    private double step() {
        double additive = (double) (bounds.maxSize() - bounds.minSize()) / STEPS;
        return Math.max(Math.min(additive, size / GENTLE), 1);
    }
}
