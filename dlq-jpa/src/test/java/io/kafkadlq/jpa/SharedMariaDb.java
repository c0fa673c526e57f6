package io.kafkadlq.jpa;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One MariaDB for all tests, with a database for each of them. It ends with the process. */
final class SharedMariaDb {

    private static final MariaDbServer SERVER = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private SharedMariaDb() {}

    static String newDatabase() throws SQLException {
        return SERVER.newDatabase("dlq" + DATABASES.incrementAndGet());
    }

    private static MariaDbServer start() {
        var server = MariaDbServer.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }
}
