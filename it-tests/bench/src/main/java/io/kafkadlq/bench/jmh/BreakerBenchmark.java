package io.kafkadlq.bench.jmh;

import dev.failsafe.CircuitBreaker;
import io.kafkadlq.core.flow.WindowedBreaker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** What a closed breaker adds to a call that ends well: it is asked, and told. Ours is told how long every 16th took. */
@State(Scope.Benchmark)
public class BreakerBenchmark {

    private static final int TIMED_ONE_IN = 16;

    @Param({"Failsafe", "ours"})
    public String system = "";

    @Param({"calls", "time"})
    public String window = "";

    // By JMH's set-up, which knows the parameters.
    @SuppressWarnings("NullAway.Init")
    private Guard guard;

    /** A call's way through a breaker. */
    private interface Guard {

        boolean pass(Turn turn);
    }

    /** A thread's own count of calls. */
    @State(Scope.Thread)
    public static class Turn {

        private int number;

        boolean isTimed() {
            return number++ % TIMED_ONE_IN == 0;
        }
    }

    @Setup(Level.Trial)
    public void close() {
        boolean counted = window.equals("calls");
        guard = system.equals("ours")
                ? ours(counted ? Breakers.countBased() : Breakers.timeBased())
                : failsafe(counted ? Breakers.failsafeCountBased() : Breakers.failsafeTimeBased());
    }

    private static Guard ours(WindowedBreaker breaker) {
        return turn -> {
            boolean timed = turn.isTimed();
            long permission = breaker.tryAcquire();
            long began = timed ? System.nanoTime() : 0;
            if (timed) {
                breaker.succeeded(permission, System.nanoTime() - began);
            } else {
                breaker.succeeded(permission);
            }
            return permission != io.kafkadlq.core.flow.CircuitBreaker.NONE;
        };
    }

    private static Guard failsafe(CircuitBreaker<Object> breaker) {
        return turn -> {
            boolean permitted = breaker.tryAcquirePermit();
            breaker.recordSuccess();
            return permitted;
        };
    }

    @Benchmark
    @Threads(1)
    public boolean breakerOneThread(Turn turn) {
        return guard.pass(turn);
    }

    @Benchmark
    @Threads(2)
    public boolean breakerTwoThreads(Turn turn) {
        return guard.pass(turn);
    }
}
