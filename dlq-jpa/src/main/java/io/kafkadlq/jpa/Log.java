package io.kafkadlq.jpa;

import java.lang.System.Logger.Level;
import java.sql.SQLException;

/** The events of this package, DLQ-0600 to DLQ-0699. */
final class Log {

    private static final System.Logger LOGGER = System.getLogger("io.kafkadlq.jpa");

    private Log() {}

    static void opened(Database database, String place) {
        LOGGER.log(Level.INFO, "DLQ-0601 Dead letters are kept in {0}: {1}", database, place);
    }

    static void schemaApplied(String script, String place) {
        LOGGER.log(Level.INFO, "DLQ-0602 Applied schema script {0} to {1}", script, place);
    }

    static void copying() {
        LOGGER.log(Level.INFO, "DLQ-0608 Batches are stored by COPY");
    }

    static void notCopying(String why) {
        LOGGER.log(Level.INFO, "DLQ-0608 Batches are stored by JDBC batches, not by COPY: {0}", why);
    }

    static void savingRowByRow(int records) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0603 Other instances keep storing the same {0} records; storing them one by one",
                Integer.toString(records));
    }

    static void closedWithWorkLeft(int calls) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0604 The database did not answer in time while closing; {0} calls were given back as failed",
                Integer.toString(calls));
    }

    static void unsafe(String place, String weakness) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0605 {0} may lose dead letters that are acknowledged: {1}; see dlq-jpa''s README",
                place,
                weakness);
    }

    static void durabilityUnknown(String place, SQLException why) {
        LOGGER.log(Level.DEBUG, "DLQ-0611 " + place + " does not say whether it keeps what it commits", why);
    }

    static void raceLost(RuntimeException why) {
        LOGGER.log(Level.DEBUG, "DLQ-0607 Another was faster, so a change of the schedule is done again", why);
    }

    static void tracesNotForgotten(RuntimeException why) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0609 Stack traces that nobody needs any more could not be deleted; it is tried again with a later purge",
                why);
    }

    static void countsNotFolded(RuntimeException why) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0610 What changed could not be added to the counts, which stay right but take longer to read; it is"
                        + " tried again with later changes",
                why);
    }

    static void monthDropped(String month, long records) {
        LOGGER.log(
                Level.INFO,
                "DLQ-0612 Dropped the partitions {0}, as all of their {1} records were to be purged",
                month,
                Long.toString(records));
    }

    static void monthBusy(RuntimeException why) {
        LOGGER.log(
                Level.DEBUG,
                "DLQ-0613 A month that may go is in use, so it is dropped later; it is tried again in a minute",
                why);
    }

    static void monthNotDropped(RuntimeException why) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0614 A month may not be dropped, so it is purged record by record; make the user who runs the"
                        + " application the owner of the tables, or drop it yourself. It is tried again in a day",
                why);
    }

    static void monthsNotMade(RuntimeException why) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0615 The partitions of the months to come could not be made; it is tried again in a day. Without them"
                        + " their records go to dlq_record_default; see dlq-jpa''s README",
                why);
    }

    static void monthLeftOut(String why) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0616 A month has no partition, so it can be purged record by record only: {0}; see dlq-jpa''s README",
                why);
    }

    static void annotationsNotForgotten(Throwable why) {
        LOGGER.log(
                Level.DEBUG,
                "DLQ-0606 What Hibernate caches about annotations cannot be cleared; the server may keep this application"
                        + " in memory after its undeployment",
                why);
    }
}
