package io.kafkadlq.cdi;

import io.kafkadlq.api.event.DlqEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** What this package says, ids DLQ-0500 to DLQ-0549. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.cdi");

    private Log() {}

    static void noManagedThreads(List<String> names) {
        LOGGER.log(Level.WARNING, "DLQ-0501 The server lends no threads under {0}; plain ones are used", names);
    }

    static void notFound(String name, Throwable why) {
        LOGGER.log(Level.DEBUG, () -> "DLQ-0502 Nothing is bound to " + name, why);
    }

    static void guardedBy(String whom) {
        LOGGER.log(Level.INFO, "DLQ-0503 Calls to store and Kafka pass {0}", whom);
    }

    static void observerFailed(DlqEvent event, Throwable failure) {
        LOGGER.log(
                Level.WARNING,
                () -> "DLQ-0504 An observer of " + event.getClass().getSimpleName() + " failed; channel "
                        + event.channel() + " goes on",
                failure);
    }

    static void stillListening(Exception failure) {
        LOGGER.log(Level.WARNING, "DLQ-0505 The engine still tells this application what happens", failure);
    }

    static void notOnABean(String method) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0506 {0} is never called, as its class is no bean: give it a scope such as @ApplicationScoped",
                method);
    }

    static void observersBehind(int events, long timesSoFar) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0507 Asynchronous observers have had {0} events in hand for a second; the others wait for them, {1}"
                        + " times so far",
                Integer.toString(events),
                Long.toString(timesSoFar));
    }

    static void stillShowing(Exception failure) {
        LOGGER.log(Level.WARNING, "DLQ-0510 The server still shows metrics of this application", failure);
    }

    static void notShowing(Throwable failure) {
        LOGGER.log(
                Level.WARNING,
                () -> "DLQ-0511 The server does not show our metrics; /dlq/api/v1/metrics has them",
                failure);
    }
}
