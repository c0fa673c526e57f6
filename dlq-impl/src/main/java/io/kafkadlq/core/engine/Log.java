package io.kafkadlq.core.engine;

import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.PressureState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

/** What this package says, ids DLQ-0100 to DLQ-0199. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.engine");

    private Log() {}

    static void started(Set<String> channels) {
        LOGGER.log(Level.INFO, "DLQ-0101 Engine started with channels {0}", channels);
    }

    static void stepFailed(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0103 A part of the engine failed to stop; the others are stopped", defect);
    }

    static void stopped() {
        LOGGER.log(Level.INFO, "DLQ-0102 Engine stopped");
    }

    static void failureNotStored(String topic, int partition, long offset) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0104 Offset {0} of {1}-{2} failed and is not durable as a dead letter; it stays uncommitted",
                Long.toString(offset),
                topic,
                Integer.toString(partition));
    }

    static void pressure(String channel, Door door, PressureState now, String reason) {
        Level level = now == PressureState.NORMAL ? Level.INFO : Level.WARNING;
        LOGGER.log(level, "DLQ-0105 Channel {0}, door {1}: {2} {3}", channel, door, now, reason);
    }

    static void breaker(String channel, BreakerState from, BreakerState to, String reason) {
        Level level = to == BreakerState.OPEN ? Level.WARNING : Level.INFO;
        LOGGER.log(level, "DLQ-0106 Circuit breaker of channel {0}: {1} to {2} {3}", channel, from, to, reason);
    }

    static void flood(String channel, String topic, boolean flooded, double failureRate) {
        String percent = Long.toString(Math.round(failureRate * 100));
        if (flooded) {
            LOGGER.log(
                    Level.WARNING,
                    "DLQ-0107 Channel {0}: {1} % of {2} fail. Look at the newest failures before the store fills",
                    channel,
                    percent,
                    topic);
        } else {
            LOGGER.log(
                    Level.INFO, "DLQ-0108 Channel {0}: {1} is no longer in flood, {2} % fail", channel, topic, percent);
        }
    }

    static void paused(String channel, String reason) {
        LOGGER.log(Level.INFO, "DLQ-0109 Channel {0} paused: {1}", channel, reason);
    }

    static void resumed(String channel) {
        LOGGER.log(Level.INFO, "DLQ-0110 Channel {0} resumed", channel);
    }

    static void eventsNotTold(long soFar) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0111 Listeners are too slow: {0} events were not told so far; those of channels are in the"
                        + " log, and what became of records is in the store",
                Long.toString(soFar));
    }

    static void listenerDefect(String event, Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0112 A listener failed on " + event + "; the others are told", defect);
    }

    static void pulseDefect(String channel, long soFar, Throwable defect) {
        LOGGER.log(
                Level.ERROR,
                () -> "DLQ-0113 Looking after channel " + channel + " failed, " + soFar
                        + " times so far; it is tried again",
                defect);
    }

    static void machineNotTold(Throwable why) {
        LOGGER.log(Level.WARNING, () -> "DLQ-0114 The JVM does not tell CPU and heap; neither counts as overload", why);
    }

    static void watchDefect(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0115 Looking at store, topics or metrics failed; it is tried again", defect);
    }

    static void metricRefused(String name, Throwable why) {
        LOGGER.log(
                Level.WARNING,
                () -> "DLQ-0116 The server's metrics do not take " + name
                        + ", and perhaps others; /dlq/api/v1/metrics has all. Two applications on one server show theirs"
                        + " apart if their channels have different names",
                why);
    }
}
