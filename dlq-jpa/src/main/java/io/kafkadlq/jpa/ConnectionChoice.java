package io.kafkadlq.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.JdbcConfig;
import io.kafkadlq.api.config.StoreConfig;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Chooses the database: the server's data source, else a JDBC URL, else an H2 file. */
final class ConnectionChoice {

    /** Short, because an outage must show as a result, not as a stage that never completes. */
    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    /** H2's own: URL format, relative path, unsupported or duplicate setting. */
    private static final Set<String> H2_URL_STATES = Set.of("90046", "90011", "90113", "90066");

    private static final int MARIADB_UNKNOWN_DATABASE = 1049;

    private static final String URL = "dlq.store.jdbc.url";
    private static final String DATASOURCE = "dlq.store.datasource";

    private final StoreConfig config;
    private final ThreadFactory threads;

    ConnectionChoice(StoreConfig config, ThreadFactory threads) {
        this.config = config;
        this.threads = threads;
    }

    Connections open() {
        JdbcConfig jdbc = config.jdbc();
        Optional<String> datasource = config.datasource();
        if (datasource.isPresent() && jdbc.url().isPresent()) {
            throw violation(DATASOURCE + " is '" + datasource.get() + "' and " + URL + " is '"
                    + withoutParameters(jdbc.url().get()) + "'; give one of them");
        }
        if (datasource.isPresent()) {
            return ofServer(datasource.get());
        }
        if (jdbc.url().isEmpty() && (jdbc.user().isPresent() || jdbc.password().isPresent())) {
            throw violation("dlq.store.jdbc.user or .password is set, but " + URL + " is not; set it, or remove them");
        }
        return jdbc.url().map(this::ofUrl).orElseGet(this::embedded);
    }

    private static Connections ofServer(String name) {
        DataSource dataSource = lookUp(name);
        try {
            Database database = Database.behind(dataSource)
                    .orElseThrow(() -> violation(DATASOURCE + " is '" + name
                            + "', which leads to none of PostgreSQL, MariaDB and H2; name a data source of one of"
                            + " these"));
            refuseUnfitSessions(DATASOURCE + " is '" + name + "'", database, dataSource);
            // The server owns its data source, so there is nothing to let go of.
            return new Connections(database, dataSource, name, () -> {});
        } catch (SQLException e) {
            throw new DlqException(
                    "The data source " + name + " gave no connection; check its settings in the server and whether"
                            + " its database runs",
                    e);
        }
    }

    private static void refuseUnfitSessions(String what, Database database, DataSource dataSource) throws SQLException {
        Optional<String> obstacle;
        try (var connection = dataSource.getConnection()) {
            obstacle = SessionCheck.obstacle(database, connection);
        }
        if (obstacle.isPresent()) {
            throw violation(what + ", " + obstacle.get());
        }
    }

    // The operator names it, and names of other schemes than java: are refused, so nothing foreign is deserialized.
    @SuppressWarnings("BanJNDI")
    private static DataSource lookUp(String name) {
        if (name.contains(":") && !name.startsWith("java:")) {
            throw violation(
                    DATASOURCE + " is '" + name + "'; give a name of the server's own, such as java:app/jdbc/dlq");
        }
        try {
            if (new InitialContext().lookup(name) instanceof DataSource dataSource) {
                return dataSource;
            }
            throw violation(DATASOURCE + " is '" + name + "', which is not a data source; give the JNDI name of one");
        } catch (NamingException e) {
            throw violation(
                    DATASOURCE + " is '" + name + "', which JNDI does not know ("
                            + e.getClass().getSimpleName()
                            + "); define that data source in the server, or give the JNDI name of another",
                    e);
        }
    }

    private Connections ofUrl(String url) {
        Database database = Database.ofUrl(url)
                .orElseThrow(() -> violation(URL + " is '" + withoutParameters(url)
                        + "'; allowed are jdbc:postgresql:…, jdbc:mariadb:… and jdbc:h2:…"));
        return pooled(database, url, config.jdbc().user(), config.jdbc().password());
    }

    /**
     * The default: a file that survives the process. AUTO_SERVER lets other processes of this host share it;
     * WRITE_DELAY=0 writes it at each commit, not half a second later.
     */
    private Connections embedded() {
        Path directory = Path.of(System.getProperty("jboss.server.data.dir", ""));
        Path file = directory.resolve("dlq-data").resolve("dlq").toAbsolutePath();
        String url = "jdbc:h2:file:" + file + ";AUTO_SERVER=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=10000";
        return pooled(Database.H2, url, Optional.of("sa"), Optional.empty());
    }

    private Connections pooled(Database database, String url, Optional<String> user, Optional<String> password) {
        var properties = new Properties();
        properties.putAll(database.connectionDefaults());
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        var plain = new DriverDataSource(database, url, properties);
        probe(database, plain, url);
        String place = withoutParameters(url);
        var pool = new HikariDataSource(poolOf(database, plain));
        try {
            refuseUnfitSessions(URL + " is '" + place + "'", database, pool);
        } catch (SQLException e) {
            pool.close();
            throw new DlqException("The database " + place + " does not answer; check that it runs", e);
        } catch (DlqConfigException e) {
            pool.close();
            throw e;
        }
        return new Connections(database, pool, place, pool::close);
    }

    private HikariConfig poolOf(Database database, DataSource plain) {
        var pool = new HikariConfig();
        pool.setPoolName("dlq-store");
        pool.setDataSource(plain);
        pool.setMaximumPoolSize(config.jdbc().poolSize());
        pool.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        // Connections are made when they are needed: a pool that keeps trying to have some ready tries a database that
        // is
        // away every five seconds only, one that is asked tries at once and soon again.
        pool.setMinimumIdle(0);
        pool.setThreadFactory(threads);
        pool.setAutoCommit(false);
        // What claims rely on, whatever the database is set to by default.
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        database.sessionSettings().ifPresent(pool::setConnectionInitSql);
        pool.setExceptionOverride(new LostConnections());
        return pool;
    }

    /** Tells what the configuration is to blame for from a database that is away, before a pool hides the difference. */
    private static void probe(Database database, DriverDataSource plain, String url) {
        String place = withoutParameters(url);
        String notUnderstood = URL + " is '" + place + "', which its driver does not understand; correct it";
        try {
            if (!plain.acceptsUrl()) {
                throw violation(notUnderstood);
            }
            plain.getConnection().close();
        } catch (SQLException e) {
            String state = Optional.ofNullable(e.getSQLState()).orElse("");
            if (state.startsWith("28")) {
                throw violation(
                        "dlq.store.jdbc.user or .password is refused by " + place + "; give a user who may log in", e);
            }
            if (state.startsWith("3D") || e.getErrorCode() == MARIADB_UNKNOWN_DATABASE) {
                throw violation(URL + " is '" + place + "', a database that does not exist; create it", e);
            }
            // MariaDB's driver gives no state to what it cannot read.
            if (H2_URL_STATES.contains(state) || database == Database.MARIADB && state.isEmpty()) {
                throw violation(notUnderstood, e);
            }
            throw new DlqException(
                    "The database " + place + " does not answer; check that it runs and that " + URL + " is right", e);
        }
    }

    private static DlqConfigException violation(String text) {
        return new DlqConfigException(List.of(text));
    }

    private static DlqConfigException violation(String text, Throwable cause) {
        var violation = violation(text);
        violation.initCause(cause);
        return violation;
    }

    /** Parameters may hold a password. */
    private static String withoutParameters(String url) {
        return url.split("[?;]", 2)[0];
    }
}
