package io.kafkadlq.jpa;

import io.kafkadlq.api.store.StorageResult;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.PropertyValueException;
import org.jspecify.annotations.Nullable;

/**
 * Tells by SQLState, type and number, never by message, what a failure of the database means. Only what the content is to blame
 * for is rejected. All else may work later, a missing table or permission too: someone can mend it, and until then no
 * dead letter must be taken for refused.
 */
final class SqlFailure {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "55P03", "HYT00", "90131", UNIQUE_VIOLATION);

    /** MariaDB's numbers of what it has no SQLState of its own for: a duplicate key, a lock that was waited for in vain. */
    private static final Set<Integer> LOST_RACES_IN_MARIADB = Set.of(1062, 1205);

    /** Cardinality, data exception, constraint, program limit exceeded such as an oversized index row. */
    private static final Set<String> CONTENT_CLASSES = Set.of("21", "22", "23", "54");

    private SqlFailure() {}

    /** The failure as a result; empty if it is not the database's but a defect of ours. */
    static <T> Optional<StorageResult<T>> resultOf(RuntimeException failure) {
        if (anyState(failure, state -> CONTENT_CLASSES.contains(state.substring(0, 2)))
                || find(failure, PropertyValueException.class) != null) {
            return Optional.of(StorageResult.rejected(failure));
        }
        boolean fromDatabase =
                find(failure, SQLException.class) != null || find(failure, PersistenceException.class) != null;
        return fromDatabase ? Optional.of(StorageResult.unavailable(failure)) : Optional.empty();
    }

    /**
     * Whether the same transaction may win when it is done again: a serialization failure, a deadlock, a lock or row that
     * another was faster to get.
     */
    static boolean isLostRace(Throwable failure) {
        return anyState(failure, LOST_RACES::contains)
                || any(failure, e -> LOST_RACES_IN_MARIADB.contains(e.getErrorCode()));
    }

    /** Class 08, or the server's last words, which are 57P01 to 57P03: the connection is of no use any more. */
    static boolean isConnectionLost(SQLException failure) {
        return anyState(failure, state -> state.startsWith("08") || state.startsWith("57P"));
    }

    /** Class 42: the user may not do it, or what the statement names is not there. */
    static boolean isRefused(Throwable failure) {
        return anyState(failure, state -> state.startsWith("42"));
    }

    private static boolean anyState(Throwable failure, Predicate<String> matches) {
        return any(failure, e -> {
            String state = e.getSQLState();
            return state != null && state.length() == 5 && matches.test(state);
        });
    }

    private static boolean any(Throwable failure, Predicate<SQLException> matches) {
        SQLException first = find(failure, SQLException.class);
        // A failed batch chains what its statements met.
        for (SQLException e = first; e != null; e = e.getNextException()) {
            if (matches.test(e)) {
                return true;
            }
        }
        return false;
    }

    private static <E extends Throwable> @Nullable E find(Throwable failure, Class<E> type) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
