package io.kafkadlq.api.model;

import io.kafkadlq.api.model.ExceptionChain.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The superclasses of the JDK's exceptions that failures are about, for traces of code that does not run here. */
final class KnownAncestors {

    private static final String EXCEPTION = "java.lang.Exception";
    private static final String RUNTIME = "java.lang.RuntimeException";
    private static final String ILLEGAL_ARGUMENT = "java.lang.IllegalArgumentException";
    private static final String DATE_TIME = "java.time.DateTimeException";
    private static final String IO = "java.io.IOException";
    private static final String SOCKET = "java.net.SocketException";
    private static final String SQL = "java.sql.SQLException";
    private static final String SQL_TRANSIENT = "java.sql.SQLTransientException";
    private static final String SQL_LASTING = "java.sql.SQLNonTransientException";

    private static final Map<String, String> PARENTS = Map.ofEntries(
            Map.entry(RUNTIME, EXCEPTION),
            Map.entry(IO, EXCEPTION),
            Map.entry(SQL, EXCEPTION),
            Map.entry("java.util.concurrent.TimeoutException", EXCEPTION),
            Map.entry("java.util.concurrent.ExecutionException", EXCEPTION),
            Map.entry("java.util.concurrent.CompletionException", RUNTIME),
            Map.entry("java.lang.IllegalStateException", RUNTIME),
            Map.entry("java.lang.NullPointerException", RUNTIME),
            Map.entry("java.lang.ClassCastException", RUNTIME),
            Map.entry("java.lang.UnsupportedOperationException", RUNTIME),
            Map.entry("java.io.UncheckedIOException", RUNTIME),
            Map.entry(ILLEGAL_ARGUMENT, RUNTIME),
            Map.entry("java.lang.NumberFormatException", ILLEGAL_ARGUMENT),
            Map.entry(DATE_TIME, RUNTIME),
            Map.entry("java.time.format.DateTimeParseException", DATE_TIME),
            Map.entry("java.io.EOFException", IO),
            Map.entry("java.io.FileNotFoundException", IO),
            Map.entry("java.io.InterruptedIOException", IO),
            Map.entry("java.net.SocketTimeoutException", "java.io.InterruptedIOException"),
            Map.entry("java.net.UnknownHostException", IO),
            Map.entry(SOCKET, IO),
            Map.entry("java.net.ConnectException", SOCKET),
            Map.entry("java.net.NoRouteToHostException", SOCKET),
            Map.entry("java.net.http.HttpTimeoutException", IO),
            Map.entry("java.net.http.HttpConnectTimeoutException", "java.net.http.HttpTimeoutException"),
            Map.entry("java.nio.channels.ClosedChannelException", IO),
            Map.entry("javax.net.ssl.SSLException", IO),
            Map.entry("javax.net.ssl.SSLHandshakeException", "javax.net.ssl.SSLException"),
            Map.entry("java.sql.SQLRecoverableException", SQL),
            Map.entry("java.sql.BatchUpdateException", SQL),
            Map.entry(SQL_TRANSIENT, SQL),
            Map.entry("java.sql.SQLTransientConnectionException", SQL_TRANSIENT),
            Map.entry("java.sql.SQLTimeoutException", SQL_TRANSIENT),
            Map.entry("java.sql.SQLTransactionRollbackException", SQL_TRANSIENT),
            Map.entry(SQL_LASTING, SQL),
            Map.entry("java.sql.SQLIntegrityConstraintViolationException", SQL_LASTING),
            Map.entry("java.sql.SQLSyntaxErrorException", SQL_LASTING),
            Map.entry("java.sql.SQLNonTransientConnectionException", SQL_LASTING));

    private KnownAncestors() {}

    static Link link(String className, String message) {
        List<String> names = new ArrayList<>();
        for (String name = className; name != null; name = PARENTS.get(name)) {
            names.add(name);
        }
        return new Link(names, message);
    }
}
