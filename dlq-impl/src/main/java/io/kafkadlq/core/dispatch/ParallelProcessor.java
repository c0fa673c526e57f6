package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.config.ProcessingConfig;
import io.kafkadlq.api.config.ProcessingMode;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.spi.ThreadPlacement;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.flow.CircuitBreaker;
import io.kafkadlq.core.metrics.HandlingMetrics;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Handles records by many workers and in order. Each record belongs to one of thousands of {@linkplain Lane lanes}, by its
 * key or its partition; a lane is run by one worker at a time and is taken over whole, so that order holds, idle workers
 * help, and a slow record holds up only its own lane.
 *
 * <p>Threading: {@link #offer} by any number of threads; records whose order matters by one thread, or one after another.
 * Handlers need not see what was offered before the same thread has told {@link #endOfBatch}.
 */
public final class ParallelProcessor implements Inlet {

    private static final int FEWEST_LANES = 4096;
    private static final int MOST_LANES = 65536;
    private static final int LANES_A_WORKER = 8;
    private static final int ASYNC_BY_DEFAULT = 1000;
    private static final long ROOM_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long DRAIN_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final String name;
    private final Router router;
    private final Lane[] lanes;
    private final Workers workers;
    private final WorkerThreads threads;
    private final Permits permits;
    private final BreakerLine breaker;
    private final WokenLanes woken = new WokenLanes();
    private final Outcomes outcomes;
    private final HandlingMetrics metrics;
    private final NanoClock clock;
    private final int mostAtWork;
    private volatile boolean closed;

    /**
     * What a processor is put together from.
     *
     * @param name the channel's; stands in its threads' names
     * @param cores how many the machine has for us
     * @param threads makes the workers' threads; a container's factory makes all of them
     * @param breaker asked before each call of the handler, if there is one; somebody has to {@link #pulse} then
     */
    public record Parts(
            String name,
            RecordHandler handler,
            Failures failures,
            HandlingMetrics metrics,
            int cores,
            ThreadFactory threads,
            Optional<ThreadPlacement> placement,
            NanoClock clock,
            Optional<CircuitBreaker> breaker) {}

    public ParallelProcessor(ProcessingOrder order, ProcessingConfig config, Parts parts) {
        this.name = parts.name();
        this.metrics = parts.metrics();
        this.clock = parts.clock();
        this.outcomes = new Outcomes(parts.failures(), metrics, clock);
        int concurrency = concurrency(config, parts);
        this.threads = new WorkerThreads(parts.threads(), "dlq-worker-" + parts.name(), parts.placement());
        this.workers = workers(parts, concurrency);
        this.permits = new Permits(concurrency);
        this.breaker = new BreakerLine(parts.breaker());
        Course course = course(order, config, parts.handler());
        this.lanes = new Lane[lanes(config.mode(), concurrency)];
        int capacity = capacity(order, config);
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new Lane(capacity, course, workers);
        }
        this.router = new Router(order, lanes.length);
        this.mostAtWork = concurrency * most(config, parts.handler());
    }

    private static int concurrency(ProcessingConfig config, Parts parts) {
        if (config.concurrency() > 0) {
            return config.concurrency();
        }
        return parts.handler() instanceof RecordHandler.ForEachAsync ? ASYNC_BY_DEFAULT : parts.cores();
    }

    /** Asynchronous handlers do not wait on their worker, so one a core will do for any number of them. */
    private Workers workers(Parts parts, int concurrency) {
        if (parts.handler() instanceof RecordHandler.ForEachAsync || concurrency <= parts.cores()) {
            return new Workers(Math.min(concurrency, parts.cores()), threads);
        }
        return new Workers(concurrency, threads.forWaiting());
    }

    private static int lanes(ProcessingMode mode, int concurrency) {
        return mode == ProcessingMode.BATCH
                ? concurrency
                : Math.min(Math.max(FEWEST_LANES, concurrency * LANES_A_WORKER), MOST_LANES);
    }

    /** Where a lane is a partition, the partition's own bound will do: a poll may well bring more than a key's lane takes. */
    private static int capacity(ProcessingOrder order, ProcessingConfig config) {
        return order == ProcessingOrder.PARTITION
                ? Math.max(config.maxWaiting(), config.maxUnderWay())
                : config.maxWaiting();
    }

    private Course course(ProcessingOrder order, ProcessingConfig config, RecordHandler handler) {
        if (handler instanceof RecordHandler.ForLists lists) {
            return new ListCourse(lists.handler(), most(config, handler), breaker, outcomes);
        }
        if (handler instanceof RecordHandler.ForEachAsync async) {
            boolean ordered = order != ProcessingOrder.UNORDERED;
            return new AsyncCourse(
                    async.handler(), new AsyncCourse.Parts(ordered, permits, breaker, workers, outcomes));
        }
        return new EachCourse(single(handler), breaker, outcomes);
    }

    private SingleCall single(RecordHandler handler) {
        return handler instanceof RecordHandler.ForDeciding deciding
                ? SingleCall.of(deciding.handler(), name)
                : SingleCall.of(((RecordHandler.ForEach) handler).handler());
    }

    /** Most records that a handler is given at once. */
    private static int most(ProcessingConfig config, RecordHandler handler) {
        return handler instanceof RecordHandler.ForLists && config.mode() != ProcessingMode.PARALLEL
                ? config.maxBatch()
                : 1;
    }

    @Override
    public boolean offer(Delivery delivery) {
        if (closed) {
            return false;
        }
        metrics.entered();
        Lane lane = lanes[router.laneOf(delivery)];
        Mailbox.Added added = lane.offer(delivery);
        if (added == Mailbox.Added.WAKE) {
            woken.add(lane);
        } else if (added == Mailbox.Added.REFUSED) {
            metrics.refused();
            return false;
        }
        return true;
    }

    @Override
    public boolean mayBegin() {
        return !breaker.isShut();
    }

    /** Has the lanes run that got something to do since the last time. */
    @Override
    public void endOfBatch() {
        woken.run(workers);
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        // Room may have to come from lanes that nobody has been told of yet.
        endOfBatch();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        LockSupport.parkNanos(ROOM_WAIT_NANOS);
    }

    /**
     * Moves the breaker on with time and resumes what waits behind it. To be called some ten times a second if there is
     * one, by any thread.
     */
    public void pulse() {
        breaker.pulse();
    }

    /** Whether records wait for the breaker to let them through. */
    public boolean hasLanesInLine() {
        return breaker.hasLanes();
    }

    /** How many records may be at work together, at most. */
    public int mostAtWork() {
        return mostAtWork;
    }

    /** Threads bound to a core, as {@code name@cpu}. */
    public List<String> pinnedThreads() {
        return threads.pinned();
    }

    /**
     * Waits until all that was taken has been handled, for at most that long. Meanwhile nobody should offer.
     *
     * @return whether it has
     */
    public boolean drain(Duration within) throws InterruptedException {
        return await(within, () -> false);
    }

    /**
     * Takes nothing more, sees what was taken through for at most that long; then begins nothing more, and interrupts what
     * is still at work. What waits behind an open breaker is given back at once. Idempotent.
     */
    public void close(Duration drainWithin) {
        if (closed) {
            return;
        }
        closed = true;
        long began = clock.nanos();
        boolean drained = drainUninterruptibly(drainWithin, breaker::isShut);
        outcomes.close();
        breaker.close();
        if (!drained) {
            // Lanes let go quickly of what has not begun; what has, while the breaker was open, may still take its
            // time.
            Duration left = drainWithin.minusNanos(clock.nanos() - began);
            drainUninterruptibly(left.compareTo(LAST_WORD) > 0 ? left : LAST_WORD, () -> false);
        }
        if (!workers.close(LAST_WORD)) {
            Log.handlersStuck(metrics.inside(), drainWithin);
        }
    }

    private boolean drainUninterruptibly(Duration within, BooleanSupplier givesUp) {
        try {
            return await(within, givesUp);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether all has an outcome before the time is over, or the waiting is given up. */
    private boolean await(Duration within, BooleanSupplier givesUp) throws InterruptedException {
        long deadline = clock.nanos() + within.toNanos();
        while (metrics.inside() > 0) {
            if (clock.nanos() - deadline >= 0 || givesUp.getAsBoolean()) {
                return false;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(DRAIN_WAIT_NANOS);
        }
        return true;
    }
}
