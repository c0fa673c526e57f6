package io.kafkadlq.bench.jmh;

import io.kafkadlq.bench.line.DispatchLine;
import io.kafkadlq.bench.line.Line;
import io.kafkadlq.bench.line.Pool;
import io.kafkadlq.bench.line.ShardLine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From the thread that polls to the handler, in the order of keys. */
public class DispatchBenchmark {

    private static final int BURST = 1 << 16;
    private static final int WAITING_BURST = 1 << 12;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A handler that does nothing, on a worker for each core: what the dispatch itself costs. */
    @State(Scope.Benchmark)
    public static class NoWork extends Work {

        public NoWork() {
            super(BURST, Runtime.getRuntime().availableProcessors(), 0);
        }
    }

    /** A handler that waits for a millisecond, on sixteen workers: whether all of them always have work. */
    @State(Scope.Benchmark)
    public static class Wait extends Work {

        private static final int WORKERS = 16;

        public Wait() {
            super(WAITING_BURST, WORKERS, TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void dispatchNoWork(NoWork work, Wrongs wrongs) throws InterruptedException {
        work.burst(wrongs);
    }

    @Benchmark
    @OperationsPerInvocation(WAITING_BURST)
    public void dispatchWait1ms(Wait work, Wrongs wrongs) throws InterruptedException {
        work.burst(wrongs);
    }

    /** Who dispatches which records to what handler. */
    @State(Scope.Benchmark)
    public abstract static class Work {

        private static final int KEYS = 10_000;

        @Param({"shards", "futures", "ours", "ours/breaker"})
        public String system = "";

        @Param({"even", "zipf"})
        public String keys = "";

        private final int burst;
        private final int workers;
        private final long waitNanos;

        // All three by JMH's set-up, which knows the parameters.
        @SuppressWarnings("NullAway.Init")
        private Pool pool;

        @SuppressWarnings("NullAway.Init")
        private Handled handled;

        @SuppressWarnings("NullAway.Init")
        private Line line;

        Work(int burst, int workers, long waitNanos) {
            this.burst = burst;
            this.workers = workers;
            this.waitNanos = waitNanos;
        }

        @Setup(Level.Trial)
        public void open() {
            pool = keys.equals("zipf") ? Pool.zipf(KEYS) : Pool.of(KEYS);
            handled = new Handled(pool, KEYS, waitNanos);
            line = switch (system) {
                case "shards" -> new ShardLine(pool, workers, handled);
                case "futures" -> new FutureLine(pool, workers, handled);
                case "ours/breaker" -> new DispatchLine(pool, workers, handled, Breakers.countBased());
                default -> new DispatchLine(pool, workers, handled);
            };
        }

        @TearDown(Level.Trial)
        public void close() {
            line.close();
        }

        void burst(Wrongs wrongs) throws InterruptedException {
            handled.newBurst();
            for (int index = 0; index < burst; index++) {
                line.offer(index);
            }
            line.endOfBurst();
            Waiting.until(() -> handled.count() >= burst, PATIENCE);
            wrongs.count(burst, handled.count(), handled.violations());
        }
    }
}
