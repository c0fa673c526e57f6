package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.RecordHandler;
import java.time.Duration;

/** The threads that run lanes. Thread-safe. */
interface Workers {

    /**
     * As many as handlers run at once. Those of a handler that computes, or that is asynchronous, steal from each other;
     * those of one that waits outnumber the cores, as virtual threads where there are any. A container's threads are never
     * left for virtual ones, which would lack the application's context.
     */
    static Workers of(RecordHandler handler, int concurrency, int cores, WorkerThreads threads) {
        if (handler instanceof RecordHandler.ForEachAsync) {
            return new StealingWorkers(cores, threads);
        }
        return concurrency <= cores
                ? new StealingWorkers(concurrency, threads)
                : new PooledWorkers(concurrency, threads.forWaiting());
    }

    /** Has a lane run by some worker. */
    void run(Lane lane);

    /** The same, called by the worker that has just run it, so that others have their turn first. */
    void runAgain(Lane lane);

    /** Called by the worker that is about to run a lane, which may block it. */
    void aboutToRun();

    /** Runs something that may have to wait; on the calling thread if the workers have ended. */
    void execute(Runnable task);

    /** Runs nothing new, interrupts what runs, and waits for it to end; tells whether it has. */
    boolean close(Duration within);
}
