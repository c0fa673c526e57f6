package io.kafkadlq.core.dispatch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** What this package says, ids DLQ-0700 to DLQ-0749. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.dispatch");

    private Log() {}

    static void laneDefect(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0701 A record could not be handled; its offset stays uncommitted", defect);
    }

    static void handlersStuck(long running, Duration waited) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0702 {0} handler(s) did not end within {1} of the stop and were interrupted",
                Long.toString(running),
                waited);
    }

    static void notPlaced(String thread, Throwable why) {
        LOGGER.log(Level.WARNING, "DLQ-0703 {0} runs on no core of its own: {1}", thread, why.toString());
    }

    /** What waits on the lane was read and not begun: it stays uncommitted, as after any stop. */
    static void afterTheEnd() {
        LOGGER.log(
                Level.DEBUG, "DLQ-0704 A lane was to run after its workers have ended; its records stay uncommitted");
    }

    static void noThread(Throwable why) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0705 A worker could not be started; the others do its work, if any", why);
    }

    static void failureNotTaken(String topic, int partition, long offset) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0706 Offset {0} of {1}-{2} failed and could not be handed on; it stays uncommitted",
                Long.toString(offset),
                topic,
                Integer.toString(partition));
    }
}
