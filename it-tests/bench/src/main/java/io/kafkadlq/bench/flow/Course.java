package io.kafkadlq.bench.flow;

import java.util.concurrent.locks.LockSupport;

/** The time since a scene began, in seconds: that of its samples, its phases and its charts. */
record Course(long startNanos) {

    static Course begin() {
        return new Course(System.nanoTime());
    }

    double now() {
        return second(System.nanoTime());
    }

    double second(long nanos) {
        return (nanos - startNanos) / 1e9;
    }

    void awaitSecond(double second) {
        for (double left = second - now(); left > 0; left = second - now()) {
            LockSupport.parkNanos((long) (left * 1e9));
        }
    }
}
