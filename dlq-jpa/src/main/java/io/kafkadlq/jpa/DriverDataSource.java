package io.kafkadlq.jpa;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connects through a driver of our own class loader. {@link DriverManager} would not find it inside an EAR or WAR, and
 * would keep the whole application in memory after its redeployment.
 */
final class DriverDataSource implements DataSource {

    private final Driver driver;
    private final String url;
    private final Properties properties;

    DriverDataSource(Database database, String url, Properties properties) {
        this.driver = newDriver(database.driverClass());
        this.url = url;
        this.properties = properties;
    }

    /** Whether the driver understands the URL, as far as it tells before it connects. */
    boolean acceptsUrl() throws SQLException {
        return driver.acceptsURL(url);
    }

    private static Driver newDriver(String className) {
        try {
            var before = DriverManager.drivers().collect(Collectors.toSet());
            var type = Class.forName(className, true, DriverDataSource.class.getClassLoader());
            for (Driver registered : DriverManager.drivers().toList()) {
                // Drivers register themselves when they are loaded; only what this very loading added is ours to
                // remove.
                if (registered.getClass() == type && !before.contains(registered)) {
                    DriverManager.deregisterDriver(registered);
                }
            }
            return (Driver) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | SQLException e) {
            throw new IllegalStateException("The JDBC driver " + className + " is not beside dlq-jpa", e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(properties);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        var named = new Properties();
        named.putAll(properties);
        named.setProperty("user", user);
        named.setProperty("password", password);
        return connect(named);
    }

    private Connection connect(Properties with) throws SQLException {
        // Drivers write into what they are given.
        Connection connection = driver.connect(url, (Properties) with.clone());
        if (connection == null) {
            throw new SQLException("The driver " + driver.getClass().getName() + " does not accept the URL", "08001");
        }
        return connection;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Drivers log on their own.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // Set by connection properties: the JDBC way would change it for everybody in the process.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("Not a wrapper of " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
