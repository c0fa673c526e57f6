package io.kafkadlq.jpa;

import javax.sql.DataSource;

/**
 * A way to a database that answered.
 *
 * @param place where it is, fit for logs: no user, no password
 * @param release what lets go of it; does nothing where the server owns the data source
 */
record Connections(Database database, DataSource dataSource, String place, Runnable release) {}
