package io.kafkadlq.core.buffer;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.PhasedBackoffWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.kafkadlq.api.config.BufferConfig;
import java.util.concurrent.TimeUnit;

/** Makes the wait strategy that is configured, and warns of one that the machine has too few cores for. */
final class WaitStrategies {

    private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long YIELD_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private static final int PUBLISHER = 1;
    /** For the writers to the store, and for everything else the machine does. */
    private static final int OTHERS = 2;

    private WaitStrategies() {}

    static WaitStrategy make(BufferConfig config, String channel, int cores) {
        int needed = config.readers() + PUBLISHER + OTHERS;
        if (config.waitStrategy().spins() && cores < needed) {
            Log.tooFewCoresToSpin(channel, config.waitStrategy(), needed, cores);
        }
        return switch (config.waitStrategy()) {
            case BLOCKING -> new BlockingWaitStrategy();
            case PHASED -> PhasedBackoffWaitStrategy.withLock(SPIN_NANOS, YIELD_NANOS, TimeUnit.NANOSECONDS);
            case SLEEPING -> new SleepingWaitStrategy();
            case YIELDING -> new YieldingWaitStrategy();
            case BUSY_SPIN -> new BusySpinWaitStrategy();
        };
    }
}
