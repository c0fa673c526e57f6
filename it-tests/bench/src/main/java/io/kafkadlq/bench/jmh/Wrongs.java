package io.kafkadlq.bench.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What went wrong in an iteration; JMH brings these counters home from its JVMs, and sets them back. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Wrongs {

    // Owned by the benchmark's thread; public and not final, as JMH wants them.
    public long orderViolations;
    public long lost;
    public long duplicated;

    /** Counts what is wrong with a burst of so many. */
    void count(long burst, long arrived, long violations) {
        lost += Math.max(0, burst - arrived);
        duplicated += Math.max(0, arrived - burst);
        orderViolations += violations;
    }
}
