package io.kafkadlq.core.time;

/** Measures durations, in nanoseconds from an arbitrary point; never to be compared with stamps of a calendar clock. */
@FunctionalInterface
public interface NanoClock {

    /** The running machine's. */
    NanoClock SYSTEM = System::nanoTime;

    long nanos();
}
