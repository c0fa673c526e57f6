package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedSet;

/**
 * Makes the records due whose turn in their sequence has come. A record waits by having no next attempt: the claim that
 * found it waiting took that away. Whoever moves a record of a sequence passes the turn on, in the same transaction.
 *
 * <p>Threading: any number of store threads.
 */
record Turns(SequenceSql sql) {

    /** Called first by each transaction that moves records. */
    void begin(Connection connection) throws SQLException {
        sql.begin(connection);
    }

    /** Called before a record of these sequences is moved out of turn, so that movers wait for, not deadlock, each other. */
    void await(Connection connection, SortedSet<Long> sequences) throws SQLException {
        if (!sequences.isEmpty()) {
            sql.lockHeads(connection, sequences);
        }
    }

    /**
     * Called after records of these sequences were moved.
     *
     * <p>No turn is lost, because the head is locked whatever it looks like, and looked at once it is. A claim that is just
     * parking it, since it could not see yet that the one before is gone, holds that lock: we wait for it, see the head
     * parked and make it due. (Were only parked heads looked for, that one would be missed: it is not parked yet.) Someone
     * who is just moving the head holds the lock too: we wait, and look at the next. And who comes after us waits for our
     * lock, and then sees what we did.
     */
    void pass(Connection connection, SortedSet<Long> sequences) throws SQLException {
        if (!sequences.isEmpty()) {
            sql.passTurn(connection, sequences);
        }
    }
}
