package io.kafkadlq.core.tuning;

import io.kafkadlq.api.config.BatchConfig;
import java.time.Duration;
import java.util.List;

/**
 * Bounds the batches: how large, how long one write may take, how long a record waits for others.
 *
 * @param room of the ring that batches are taken from
 */
record BatchTuning(Goal goal, int room) {

    /** What a quick store writes in a millisecond: tuned batches of inserts reached 20 to 40 when they were measured. */
    private static final int WRITTEN_IN_A_MILLI = 20;

    private static final Duration SHORTEST_TARGET = Duration.ofMillis(1);

    List<Choice> choices() {
        return List.of(
                new Choice("batch.min-size", Integer.toString(minSize()), whyMin()),
                new Choice("batch.max-size", Integer.toString(maxSize()), whyMax()),
                new Choice("batch.target-latency", target().toString(), whyTarget()),
                new Choice("batch.max-age", maxAge().toString(), whyAge()));
    }

    /** As the preset has it; with a latency to keep, down to one, or the controller could not get below a slow size. */
    private int minSize() {
        return goal.hasLatency() ? 1 : Math.min(goal.batch().minSize(), maxSize());
    }

    private String whyMin() {
        return goal.hasLatency() ? "free to shrink until a write is quick enough" : "with the preset's batches";
    }

    /**
     * As the preset has it, but no more than a quick store writes in the target's time, or the first full batch would
     * already be late; and no less than what arrives in that time, or the batches could not keep up with the rate. For the
     * rate alone no batch is made larger than {@link BatchConfig#HIGH_THROUGHPUT}'s: larger ones were not measured.
     */
    private int maxSize() {
        return (int) Math.min(Math.max(inTime(), keepingUp()), room);
    }

    private long inTime() {
        long preset = goal.batch().maxSize();
        return goal.hasLatency() ? Math.min(preset, target().toMillis() * WRITTEN_IN_A_MILLI) : preset;
    }

    private long keepingUp() {
        return Math.min(goal.arrivingIn(target()), BatchConfig.HIGH_THROUGHPUT.maxSize());
    }

    private String whyMax() {
        if (maxSize() == room) {
            return "as many as the ring has room for";
        }
        if (keepingUp() > inTime()) {
            return "what arrives while one batch is written";
        }
        return inTime() < goal.batch().maxSize()
                ? "what a quick store writes in the target latency"
                : "with the preset's batches";
    }

    private Duration target() {
        Duration within = goal.within(goal.batch().targetLatency());
        return within.compareTo(SHORTEST_TARGET) < 0 ? SHORTEST_TARGET : within;
    }

    private String whyTarget() {
        return target().equals(goal.batch().targetLatency()) ? "with the preset's batches" : "a quarter of the latency";
    }

    private Duration maxAge() {
        return goal.within(goal.batch().maxAge());
    }

    private String whyAge() {
        if (maxAge().isZero()) {
            return "no record waits for others while a writer is free";
        }
        return goal.hasLatency() ? "at most a quarter of the latency" : "a moment, so that batches fill";
    }
}
