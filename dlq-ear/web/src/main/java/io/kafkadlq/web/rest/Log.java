package io.kafkadlq.web.rest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this package tells the log: DLQ-0920 to DLQ-0939. The trace id is all that a caller gets to see of it. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.web.rest");

    private Log() {}

    static void unexpected(String traceId, Throwable cause) {
        LOGGER.log(Level.ERROR, "DLQ-0920 A request failed unexpectedly, trace " + traceId, cause);
    }

    static void channelSwitched(String actor, String action, String channel) {
        LOGGER.log(Level.INFO, "DLQ-0923 {0}: {1} channel {2}", actor, action, channel);
    }

    static void storeFailed(String traceId, Throwable cause) {
        LOGGER.log(Level.WARNING, "DLQ-0921 The store failed a request, trace " + traceId, cause);
    }

    static void notFetched(String traceId, Throwable cause) {
        LOGGER.log(Level.WARNING, "DLQ-0924 A payload could not be fetched, trace " + traceId, cause);
    }

    static void redriveFailed(String traceId, Throwable cause) {
        LOGGER.log(Level.WARNING, "DLQ-0922 A redrive failed, trace " + traceId, cause);
    }
}
