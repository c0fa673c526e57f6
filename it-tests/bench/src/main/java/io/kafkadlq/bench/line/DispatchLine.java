package io.kafkadlq.bench.line;

import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.config.ProcessingConfig;
import io.kafkadlq.api.config.ProcessingMode;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.core.delivery.Claim;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Ledger;
import io.kafkadlq.core.dispatch.ParallelProcessor;
import io.kafkadlq.core.flow.CircuitBreaker;
import io.kafkadlq.core.metrics.HandlingMetrics;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The engine's dispatch with its ledger, as its poll loop uses them, without Kafka; key order. */
public final class DispatchLine implements Line {

    private static final int MAX_WAITING = 1024;
    private static final int MAX_UNDER_WAY = 65_536;
    private static final int MAX_BATCH = 500;

    private final Pool pool;
    private final ParallelProcessor processor;
    private final Ledger ledger = new Ledger(new Held(), MAX_UNDER_WAY);

    /** @param concurrency handlers at work at once */
    public DispatchLine(Pool pool, int concurrency, Line.End end) {
        this(pool, concurrency, end, Optional.empty());
    }

    /** @param breaker guards the handler */
    public DispatchLine(Pool pool, int concurrency, Line.End end, CircuitBreaker breaker) {
        this(pool, concurrency, end, Optional.of(breaker));
    }

    private DispatchLine(Pool pool, int concurrency, Line.End end, Optional<CircuitBreaker> breaker) {
        this.pool = pool;
        this.processor = new ParallelProcessor(
                ProcessingOrder.KEY,
                new ProcessingConfig(
                        List.of("bench"),
                        Optional.empty(),
                        1,
                        ProcessingMode.PARALLEL,
                        concurrency,
                        MAX_BATCH,
                        MAX_WAITING,
                        MAX_UNDER_WAY,
                        "none"),
                new ParallelProcessor.Parts(
                        "bench",
                        RecordHandler.each(record -> end.take((int) record.offset())),
                        (delivery, why) -> {
                            throw new IllegalStateException("The bench's handler failed", why);
                        },
                        new HandlingMetrics(),
                        Runtime.getRuntime().availableProcessors(),
                        Thread::new,
                        Optional.empty(),
                        NanoClock.SYSTEM,
                        breaker));
    }

    @Override
    public void offer(int index) throws InterruptedException {
        while (!ledger.hasRoom()) {
            processor.awaitRoom();
        }
        Delivery delivery = ledger.enter(pool.record(index), System.nanoTime());
        while (!processor.offer(delivery)) {
            processor.awaitRoom();
        }
    }

    @Override
    public void endOfBurst() {
        processor.endOfBatch();
        ledger.committable();
    }

    @Override
    public void close(Duration within) {
        processor.close(within);
    }

    /** A partition that nobody takes away. */
    private static final class Held implements Claim {

        @Override
        public int number() {
            return 0;
        }

        @Override
        public long lastToBegin() {
            return ALL;
        }

        @Override
        public void noteHandled() {}

        @Override
        public void noteFailure() {
            throw new IllegalStateException("The bench's handler failed");
        }
    }
}
