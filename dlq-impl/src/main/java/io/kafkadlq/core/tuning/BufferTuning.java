package io.kafkadlq.core.tuning;

import io.kafkadlq.api.config.TuningPreset;
import java.time.Duration;
import java.util.List;

/**
 * Sizes the ring and chooses how its consumers wait.
 *
 * @param channels how many share the heap and the cores
 * @param readers threads that read headers, each a consumer of the ring
 */
record BufferTuning(Goal goal, Machine machine, int channels, int readers) {

    /** A store may stall that long, at a checkpoint or a change of connections, before a source has to be paused. */
    private static final Duration STALL = Duration.ofMillis(500);

    /** What a held record takes besides its bytes, its slot included: 100 and 146 bytes when it was measured. */
    private static final int STRUCTURE_BYTES = 256;

    /** The bytes of a record of 1 KiB, with the headers that dead letters carry. */
    private static final int RECORD_BYTES = 1536;

    /** For the structure of held records: a sixteenth of the heap. */
    private static final int HEAP_PART_OF_RINGS = 16;

    /** For their bytes: a quarter. */
    private static final int HEAP_PART_OF_BYTES = 4;

    private static final int CORES_A_CONSUMER = 4;
    private static final long MIB = 1 << 20;
    private static final long SMALLEST_BOUND = MIB;
    private static final long LARGEST_BOUND = 16 * 1024 * MIB;
    private static final int SMALLEST_RING = 64;
    private static final int LARGEST_RING = 1 << 22;

    List<Choice> choices() {
        return List.of(
                new Choice("buffer.size", Integer.toString(size()), whySize()),
                new Choice("buffer.max-bytes", Long.toString(maxBytes()), whyBytes()),
                new Choice("buffer.wait-strategy", spins() ? "phased" : "blocking", whyWait()));
    }

    /**
     * The power of two that holds what arrives while the store stalls, no less than the preset's: short for low latency,
     * because a full ring is a queue and a short one tells the sources so earlier. All rings together keep to a sixteenth
     * of the heap.
     */
    int size() {
        return Math.min(wantedSize(), roomOfHeap());
    }

    private int wantedSize() {
        long least = Math.max(sizeOfPreset(), goal.arrivingIn(STALL));
        return (int) Math.min(Long.highestOneBit(least - 1) << 1, LARGEST_RING);
    }

    private int sizeOfPreset() {
        return switch (goal.preset()) {
            case DEFAULT -> 16_384;
            case HIGH_THROUGHPUT -> 65_536;
            case LOW_LATENCY -> 4096;
        };
    }

    private int roomOfHeap() {
        long records = machine.heapBytes() / HEAP_PART_OF_RINGS / channels / STRUCTURE_BYTES;
        return (int) Math.min(Math.max(Long.highestOneBit(records), SMALLEST_RING), LARGEST_RING);
    }

    private String whySize() {
        if (roomOfHeap() < wantedSize()) {
            return "no more, so that all rings take a sixteenth of the heap at most";
        }
        if (goal.arrivingIn(STALL) > sizeOfPreset()) {
            return "holds what arrives in " + STALL.toMillis() + " ms";
        }
        return switch (goal.preset()) {
            case DEFAULT -> "the usual size is enough";
            case HIGH_THROUGHPUT -> "long, so that a stall of the store does not stop the source";
            case LOW_LATENCY -> "short, so that a slow store is felt at the source early";
        };
    }

    /** The bytes of what arrives while the store stalls, no less than the preset's; a quarter of the heap for all channels. */
    private long maxBytes() {
        return Math.min(wantedBytes(), bytesOfHeap());
    }

    private long wantedBytes() {
        long ofPreset = (goal.preset() == TuningPreset.HIGH_THROUGHPUT ? 256 : 128) * MIB;
        return Math.min(Math.max(ofPreset, goal.arrivingIn(STALL) * RECORD_BYTES), LARGEST_BOUND);
    }

    private long bytesOfHeap() {
        return Math.max(machine.heapBytes() / HEAP_PART_OF_BYTES / channels, SMALLEST_BOUND);
    }

    private String whyBytes() {
        return bytesOfHeap() < wantedBytes()
                ? "this channel's part of a quarter of the heap"
                : "enough for records of 1 KiB; at most a quarter of the heap for all channels";
    }

    /**
     * Whether consumers may spin for a moment before they sleep: only where low latency is asked for, and only if there are
     * three more cores for each of them, for those that poll, handle and store. On two shared cores the strategy that
     * blocks had the shortest worst delays of all and took a twelfth of the CPU of one that spins; spinning won
     * microseconds. Endless spinning is never chosen here: it takes a core away for good, which is for the core's owner to
     * decide.
     */
    private boolean spins() {
        return goal.isUrgent() && machine.cores() / CORES_A_CONSUMER >= consumers();
    }

    private int consumers() {
        return channels * readers;
    }

    private String whyWait() {
        if (spins()) {
            return "cores to spare: consumers may spin for microseconds before they sleep";
        }
        return goal.isUrgent()
                ? "too few cores to let " + consumers() + " consumers spin"
                : "sleeps until woken; spinning would cost cores and win microseconds";
    }
}
