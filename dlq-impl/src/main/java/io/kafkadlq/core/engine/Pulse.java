package io.kafkadlq.core.engine;

import io.kafkadlq.core.flow.MachineLoad;
import io.kafkadlq.core.flow.Seldom;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Looks after all channels ten times a second: what no record's way has time for, such as asking strategies and moving a
 * breaker on. One thread, started once.
 */
final class Pulse {

    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration END_WITHIN = Duration.ofSeconds(2);
    private static final int MACHINE_READ_EACH = 10;

    private final Collection<Channel> channels;
    private final List<LongConsumer> watches;
    private final NanoClock clock;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Seldom defects = new Seldom();
    // The pulse thread's.
    private MachineLoad machine = MachineLoad.UNKNOWN;
    private int beats;

    /** @param watches what looks at other things than channels now and then, told the time in nanoseconds */
    Pulse(Collection<Channel> channels, List<LongConsumer> watches, ThreadFactory threads, NanoClock clock) {
        this.channels = channels;
        this.watches = List.copyOf(watches);
        this.clock = clock;
        this.thread = threads.newThread(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                beat();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        if (beats++ % MACHINE_READ_EACH == 0) {
            readMachine();
        }
        long now = clock.nanos();
        watches.forEach(watch -> look(watch, now));
        for (Channel channel : channels) {
            beat(channel, now);
        }
    }

    /** What a JVM does not tell must not stop the hearts of channels. */
    private void readMachine() {
        try {
            machine = MachineLoad.read();
        } catch (RuntimeException | Error notTold) {
            machine = MachineLoad.UNKNOWN;
            if (defects.isTime()) {
                Log.machineNotTold(notTold);
            }
        }
    }

    private void look(LongConsumer watch, long now) {
        try {
            watch.accept(now);
        } catch (RuntimeException | Error defect) {
            if (defects.isTime()) {
                Log.watchDefect(defect);
            }
        }
    }

    /** One channel's defect must not stop the others' hearts, nor its own next beat. */
    private void beat(Channel channel, long now) {
        try {
            channel.pulse(now, machine);
        } catch (RuntimeException | Error defect) {
            if (defects.isTime()) {
                Log.pulseDefect(channel.name(), defects.soFar(), defect);
            }
        }
    }

    void close() {
        stopped.countDown();
        try {
            thread.join(END_WITHIN.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
