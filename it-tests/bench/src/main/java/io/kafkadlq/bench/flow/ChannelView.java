package io.kafkadlq.bench.flow;

import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.flow.DoorStatus;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.bench.topic.Topic;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What the product tells of one channel, read once a look so that the columns of a look belong together.
 *
 * <p>Threading: {@link #turn} and what was read then belong to the sampler; the rest asks anew, from any thread.
 */
final class ChannelView {

    private static final int WARM_UP_SECONDS = 8;
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final DlqRuntime runtime;
    private final String channel;
    private FlowStatus flow;

    ChannelView(DlqRuntime runtime, String channel) {
        this.runtime = runtime;
        this.channel = channel;
        this.flow = runtime.control(channel).flow();
    }

    void turn() {
        flow = runtime.control(channel).flow();
    }

    FlowStatus flow() {
        return flow;
    }

    DoorStatus handlerDoor() {
        return flow.handler().orElseThrow();
    }

    ProcessingMetrics metrics() {
        return Objects.requireNonNull(runtime.desk().metrics().get(channel));
    }

    long accepted() {
        return metrics().accepted();
    }

    /** A redelivery that was recognised is in the store as well. */
    long durable() {
        var seen = metrics();
        return seen.stored() + seen.duplicates();
    }

    long entered() {
        return runtime.control(channel).flow().handler().orElseThrow().entered();
    }

    long handled() {
        return runtime.control(channel).statistics().handled();
    }

    long failed() {
        return runtime.control(channel).statistics().failed();
    }

    /**
     * Waits for the first record, then for as long as it takes to be warm.
     *
     * @param arrived how many records have come
     */
    static void warmUp(LongSupplier arrived) {
        if (!await(Topic.JOIN_BOUND, () -> arrived.getAsLong() > 0)) {
            throw new IllegalStateException("No record came within " + Topic.JOIN_BOUND);
        }
        Course.begin().awaitSecond(WARM_UP_SECONDS);
    }

    /** Returns whether the condition came true in time. */
    static boolean await(Duration bound, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > bound.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}
