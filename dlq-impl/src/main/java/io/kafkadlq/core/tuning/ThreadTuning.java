package io.kafkadlq.core.tuning;

import java.util.List;
import java.util.stream.Stream;

/**
 * Counts the threads: those that poll, that read headers, that write to the store. Without a rate to reach they are as few
 * as the preset has; the rates below were measured on two cores that broker and database shared, so they are cautious.
 */
record ThreadTuning(Goal goal, Machine machine) {

    /** What one thread polls; it reached 100,000 to 275,000 records of 1 KiB when it was measured, mostly more than this. */
    private static final int POLLED_IN_A_SECOND = 100_000;

    /** What one thread writes; tuned batches of inserts reached 20,000 to 40,000. */
    private static final int WRITTEN_IN_A_SECOND = 20_000;

    /** The store's pool has 8 connections by default, for all channels and for those who look at them. */
    private static final int MOST_WRITERS = 6;

    private static final int MOST_READERS = 16;
    private static final int MOST_CONSUMERS = 64;

    List<Choice> choices() {
        Stream<Choice> always = Stream.of(
                new Choice("batch.writers", Integer.toString(writers()), whyWriters()),
                new Choice(
                        "processing.concurrency", "0", "one handler a core; whether it waits only its author knows"));
        return Stream.concat(always, forTheRate()).toList();
    }

    private Stream<Choice> forTheRate() {
        if (!goal.hasRate()) {
            return Stream.empty();
        }
        String each = "one for each 100,000 records/s";
        return Stream.of(
                new Choice("buffer.readers", Integer.toString(readers()), each + ", on half of the cores at most"),
                new Choice("consumers", Integer.toString(consumers()), each + ", at most one a core"),
                new Choice("processing.consumers", Integer.toString(consumers()), each + ", at most one a core"));
    }

    /**
     * As the preset has it, or more for the rate: one for what one writes, at most one a core, because the database works
     * while they wait and often has the same cores.
     */
    private int writers() {
        long wanted = Math.min(needed(WRITTEN_IN_A_SECOND), Math.min(machine.cores(), MOST_WRITERS));
        return (int) Math.max(wanted, goal.batch().writers());
    }

    private String whyWriters() {
        return writers() > goal.batch().writers()
                ? "one for each 20,000 records/s, at most one a core"
                : "with the preset's batches";
    }

    /** As many as would poll that rate, on half of the cores at most: whoever handles or stores needs the rest. */
    int readers() {
        return atMost(MOST_READERS, machine.cores() / 2);
    }

    private int consumers() {
        return atMost(MOST_CONSUMERS, machine.cores());
    }

    private int atMost(int bound, int cores) {
        return (int) Math.max(1, Math.min(needed(POLLED_IN_A_SECOND), Math.min(bound, cores)));
    }

    private long needed(int byOne) {
        return (goal.rate() + byOne - 1) / byOne;
    }
}
