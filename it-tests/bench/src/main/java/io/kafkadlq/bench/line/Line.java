package io.kafkadlq.bench.line;

import java.time.Duration;

/** Takes records of a {@link Pool} from one thread, and hands them to a handler on its own threads. */
public interface Line extends AutoCloseable {

    /** Gets the records at the end of a line. Many threads at a time. */
    @FunctionalInterface
    interface End {

        void take(int index) throws InterruptedException;
    }

    /** Hands the record with this index in; waits while the line is full. */
    void offer(int index) throws InterruptedException;

    /** Nothing more is there just now. */
    default void endOfBurst() {}

    /** Stops it; what is inside is seen through for at most that long. */
    void close(Duration within);

    @Override
    default void close() {
        close(Duration.ofSeconds(10));
    }
}
