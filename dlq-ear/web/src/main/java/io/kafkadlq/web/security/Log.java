package io.kafkadlq.web.security;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this package tells the log: DLQ-0900 to DLQ-0919. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.web.security");

    private Log() {}

    static void randomPassword(String user, String password) {
        LOGGER.log(Level.WARNING, "DLQ-0900 No dlq.admin.password configured: user {0}, password {1}", user, password);
    }

    static void guessing(String address, String name) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0901 Too many wrong passwords for user \"{0}\" from {1}: not listened to for a minute",
                printable(name),
                address);
    }

    /** A name comes from outside: without controls, line breaks and invisible characters it cannot forge lines. */
    static String printable(String name) {
        String clean = name.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
    }
}
