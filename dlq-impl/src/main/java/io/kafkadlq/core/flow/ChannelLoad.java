package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.LoadMetrics;
import io.kafkadlq.core.flow.Trend.Recent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How busy a channel is behind one door: what is inside is read when asked for, what happened over the window as of the
 * latest look.
 *
 * <p>Threading: {@link #look} by the pulse thread; {@link #now} by any.
 */
public final class ChannelLoad {

    private static final long OF_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final Door door;
    private final Inside inside;
    private final Supplier<Totals> ownTotals;
    private final Supplier<Totals> storeTotals;
    private final Trend own;
    private final Trend ownOfLate;
    private final Trend store;
    private volatile MachineLoad machine = MachineLoad.UNKNOWN;

    /**
     * What is behind the door now.
     *
     * @param atWork how many of the pending records may be worked on at once, so that they do not count as waiting
     * @param maxPending the most that may be pending
     */
    public record Inside(LongSupplier pending, long maxPending, long atWork, DoubleSupplier ringFill) {}

    /**
     * @param ownTotals of the handler, or of the store
     * @param storeTotals of the store in either case
     */
    public ChannelLoad(
            Door door, Inside inside, Supplier<Totals> ownTotals, Supplier<Totals> storeTotals, Duration window) {
        this.door = door;
        this.inside = inside;
        this.ownTotals = ownTotals;
        this.storeTotals = storeTotals;
        this.own = new Trend(window.toNanos());
        this.ownOfLate = new Trend(OF_LATE_NANOS);
        this.store = new Trend(window.toNanos());
    }

    public void look(long now, MachineLoad latest) {
        Totals totals = ownTotals.get();
        // What is inside or has left has entered.
        long entered = totals.outcomes() + inside.pending().getAsLong();
        own.look(now, totals, entered);
        ownOfLate.look(now, totals, entered);
        Totals stored = storeTotals.get();
        store.look(now, stored, stored.outcomes());
        machine = latest;
    }

    public Door door() {
        return door;
    }

    /** Over a third of a second. */
    Recent ofLate() {
        return ownOfLate.recent();
    }

    public LoadMetrics now() {
        Recent recent = own.recent();
        long pending = inside.pending().getAsLong();
        Duration handlerTime = recent.totals().meanTime();
        return new LoadMetrics(
                door,
                inside.ringFill().getAsDouble(),
                pending,
                inside.maxPending(),
                ofLate().enteredPerSecond(),
                ofLate().outcomesPerSecond(),
                processingTime(pending, recent, handlerTime),
                handlerTime,
                recent.totals().failureRate(),
                store.recent().totals().meanTime(),
                machine.cpu(),
                machine.heapAfterGc());
    }

    /** By Little's law: what waits, divided by the rate at which records leave; behind it the work itself. */
    private Duration processingTime(long pending, Recent recent, Duration handlerTime) {
        long waiting = Math.max(0, pending - inside.atWork());
        if (waiting == 0) {
            return handlerTime;
        }
        double rate = recent.outcomesPerSecond();
        return rate > 0
                ? handlerTime.plusNanos((long) (waiting / rate * 1e9))
                : Duration.ofNanos(recent.nanosWithoutOutcome());
    }
}
