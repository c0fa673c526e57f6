package io.kafkadlq.core.classify;

import static java.util.Map.entry;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain.Link;
import java.util.Map;
import java.util.Optional;

/** What the SQLState of a live {@code SQLException} says: drivers' own classes, such as PostgreSQL's, say nothing. */
final class SqlStates {

    private static final String SQL = "java.sql.SQLException";

    /** By the whole state, or by what states begin with; from the SQL standard, PostgreSQL's appendix A, and ODBC. */
    private static final Map<String, ErrorType> TYPES = Map.ofEntries(
            entry("08", ErrorType.DEPENDENCY_UNAVAILABLE), // connection exception
            entry("22", ErrorType.VALIDATION), // data exception
            entry("23", ErrorType.VALIDATION), // integrity constraint violation
            entry("40", ErrorType.TRANSIENT), // transaction rollback: serialization failure, deadlock
            entry("53", ErrorType.DEPENDENCY_UNAVAILABLE), // insufficient resources: disk, memory, connections
            entry("55P03", ErrorType.TRANSIENT), // lock not available
            entry("57014", ErrorType.TIMEOUT), // query cancelled, which a statement's timeout does
            entry("57P", ErrorType.DEPENDENCY_UNAVAILABLE), // shutdown, crash, cannot connect now
            entry("58", ErrorType.DEPENDENCY_UNAVAILABLE), // system error
            entry("70100", ErrorType.TIMEOUT), // MySQL: query interrupted
            entry("HYT", ErrorType.TIMEOUT)); // ODBC: timeout expired

    private SqlStates() {}

    static Optional<ErrorType> typeOf(Link link) {
        String state = link.code();
        if (state.isEmpty() || !link.classNames().contains(SQL)) {
            return Optional.empty();
        }
        for (int length = state.length(); length >= 2; length--) {
            ErrorType type = TYPES.get(state.substring(0, length));
            if (type != null) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
