package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;

/**
 * Makes the partitions of the months to come, long before they are needed. Whoever cannot make them now does no harm: what
 * finds no partition goes to the one for what nobody expected.
 *
 * <p>Threading: any number of store threads.
 */
record MonthsAhead(Transactions transactions) {

    /** Nobody waits longer for us; the lock is the schema's, so one at a time does this. */
    private static final String TAKE_TURN = """
            SET LOCAL lock_timeout = '200ms'; SELECT pg_try_advisory_xact_lock(6581361) AS taken""";

    /** What the script warns of, by its SQLState: a month is left out. */
    private static final String LEFT_OUT = "01D01";

    void make() {
        try {
            transactions.onConnection(MonthsAhead::make);
        } catch (RuntimeException e) {
            Log.monthsNotMade(e);
        }
    }

    /** @return whether it was our turn */
    private static boolean make(Connection connection) throws SQLException {
        boolean taken = Statements.list(connection, TAKE_TURN, row -> row.getBoolean("taken"))
                .get(0);
        if (taken) {
            try (var statement = connection.createStatement()) {
                statement.execute(SchemaScript.text(Database.POSTGRESQL, SchemaScript.MONTHS));
                for (SQLWarning told = statement.getWarnings(); told != null; told = told.getNextWarning()) {
                    if (LEFT_OUT.equals(told.getSQLState())) {
                        Log.monthLeftOut(String.valueOf(told.getMessage()));
                    }
                }
            }
        }
        return taken;
    }
}
