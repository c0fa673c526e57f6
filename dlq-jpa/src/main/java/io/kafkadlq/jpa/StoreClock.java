package io.kafkadlq.jpa;

import io.kafkadlq.api.DlqException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The database's time: as measured, and what has elapsed since. It takes the question, not the answer, for the moment at
 * which the database looked at its clock: so it is ahead by a round trip at most, and never behind. The local clock plays
 * no part, so its steps do no harm.
 *
 * <p>Threading: any thread reads; each measurement replaces the one before.
 */
final class StoreClock extends Clock {

    private volatile Measured measured;

    private record Measured(Instant time, long askedAtNanos) {

        Instant now() {
            return time.plusNanos(System.nanoTime() - askedAtNanos);
        }
    }

    private StoreClock(Measured first) {
        this.measured = first;
    }

    /** @throws DlqException if the database does not answer */
    static StoreClock by(Connections connections) {
        try (var connection = connections.dataSource().getConnection()) {
            return new StoreClock(
                    measure(connection, connections.database().schedule().timeQuestion()));
        } catch (SQLException e) {
            throw new DlqException("The database at " + connections.place() + " does not tell its time", e);
        }
    }

    /** Looks again, as the first thing a transaction does. */
    void measureAgain(Connection connection, String question) throws SQLException {
        measured = measure(connection, question);
    }

    private static Measured measure(Connection connection, String question) throws SQLException {
        long asked = System.nanoTime();
        Instant time = Statements.list(connection, question, row -> Statements.instant(row, "now"))
                .get(0);
        return new Measured(time, asked);
    }

    @Override
    public Instant instant() {
        return measured.now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same: instants have no zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
