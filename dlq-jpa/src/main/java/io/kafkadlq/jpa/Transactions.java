package io.kafkadlq.jpa;

import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.jdbc.ReturningWork;

/**
 * Runs work that others may be in the way of: each a transaction of its own, done again if it lost a race. Its statements
 * see what others have committed meanwhile, which is what READ COMMITTED means.
 *
 * <p>Threading: any number of store threads.
 */
record Transactions(SessionFactory sessions) {

    private static final int MAX_TRIES = 6;

    <T> T onConnection(ReturningWork<T> work) {
        return run(session -> session.doReturningWork(work));
    }

    /** Not done again. */
    <T> T once(ReturningWork<T> work) {
        return sessions.fromStatelessTransaction(session -> session.doReturningWork(work));
    }

    <T> T run(Function<StatelessSession, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return sessions.fromStatelessTransaction(work);
            } catch (RuntimeException e) {
                if (attempt == MAX_TRIES || !SqlFailure.isLostRace(e)) {
                    throw e;
                }
                Log.raceLost(e);
            }
        }
    }
}
