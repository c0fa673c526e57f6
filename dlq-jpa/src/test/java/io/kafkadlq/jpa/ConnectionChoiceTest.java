package io.kafkadlq.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.config.JdbcConfig;
import io.kafkadlq.api.config.Partitioning;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.store.DlqStorageFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.spi.InitialContextFactory;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionChoiceTest {

    private static StoreConfig config(String datasource, String url, String user, String password) {
        return new StoreConfig(
                "jpa",
                Optional.ofNullable(datasource),
                SchemaManagement.CREATE_OR_UPGRADE,
                new JdbcConfig(
                        Optional.ofNullable(url),
                        Optional.ofNullable(user),
                        Optional.ofNullable(password),
                        2,
                        CopyMode.AUTO,
                        Partitioning.NONE));
    }

    @Test
    void shouldBeFoundByItsType() {
        assertThat(ServiceLoader.load(DlqStorageFactory.class))
                .extracting(DlqStorageFactory::type)
                .contains("jpa");
    }

    @Nested
    class WhenTheConfigurationCannotWork {

        @TempDir
        Path directory;

        @ParameterizedTest
        @CsvSource(textBlock = """
                , jdbc:oracle:thin:@db?password=secret, , , dlq.store.jdbc.url, jdbc:oracle:thin:@db, jdbc:postgresql:
                , nonsense, , , dlq.store.jdbc.url, nonsense, jdbc:postgresql:
                , jdbc:postgresql://host:port/db, , , dlq.store.jdbc.url, jdbc:postgresql://host:port/db, correct it
                , jdbc:mariadb://host:port/db, , , dlq.store.jdbc.url, jdbc:mariadb://host:port/db, correct it
                , jdbc:mysql://db/dlq, , , dlq.store.jdbc.url, jdbc:mysql://db/dlq, jdbc:mariadb:
                , jdbc:h2:no-relative-paths, , , dlq.store.jdbc.url, jdbc:h2:no-relative-paths, correct it
                , , jane, , dlq.store.jdbc.user, is set, set it
                java:app/jdbc/dlq, jdbc:h2:mem:x, , , dlq.store.datasource, java:app/jdbc/dlq, one of them
                java:app/jdbc/missing, , , , dlq.store.datasource, java:app/jdbc/missing, define
                ldap://evil/x, , , , dlq.store.datasource, ldap://evil/x, java:app/jdbc/dlq
                """)
        void shouldNameKeyValueAndRemedy(
                String datasource, String url, String user, String password, String key, String value, String remedy) {
            assertThatThrownBy(() -> Stores.open(config(datasource, url, user, password)))
                    .isInstanceOf(DlqConfigException.class)
                    .hasMessageContainingAll(key, value, remedy)
                    .hasMessageNotContaining("secret");
        }

        @Test
        void shouldBlameTheUserWhomTheDatabaseRefuses() {
            Stores.open(Stores.h2(directory)).close();

            assertThatThrownBy(() -> Stores.open(config(null, Stores.h2(directory), "sa", "wrong")))
                    .isInstanceOf(DlqConfigException.class)
                    .hasMessageContaining("dlq.store.jdbc.user")
                    .hasMessageNotContaining("wrong");
        }

        @Test
        void shouldBlameTheUrlForADatabaseThatDoesNotExist() throws Exception {
            String url = SharedPostgres.newDatabase().replace("/dlq", "/absent");

            assertThatThrownBy(() -> Stores.open(config(null, url, "postgres", null)))
                    .isInstanceOf(DlqConfigException.class)
                    .hasMessageContaining("does not exist");
        }

        @Test
        void shouldBlameTheUserWhomMariaDbRefuses() throws Exception {
            String url = SharedMariaDb.newDatabase();

            assertThatThrownBy(() -> Stores.open(config(null, url, MariaDbServer.USER, "wrong")))
                    .isInstanceOf(DlqConfigException.class)
                    .hasMessageContaining("dlq.store.jdbc.user")
                    .hasMessageNotContaining("wrong");
        }

        @Test
        void shouldBlameTheUrlForADatabaseThatMariaDbDoesNotHave() throws Exception {
            String url = SharedMariaDb.newDatabase().replace("/dlq", "/absent");

            assertThatThrownBy(() -> Stores.open(config(null, url, MariaDbServer.USER, null)))
                    .isInstanceOf(DlqConfigException.class)
                    .hasMessageContaining("does not exist");
        }

        @ParameterizedTest
        @ValueSource(strings = {"jdbc:postgresql://127.0.0.1:1/dlq", "jdbc:mariadb://127.0.0.1:1/dlq"})
        void shouldNotBlameTheConfigurationForADatabaseThatIsAway(String url) {
            assertThatThrownBy(() -> Stores.open(config(null, url, "jane", null)))
                    .isExactlyInstanceOf(DlqException.class)
                    .hasMessageContaining("does not answer");
        }
    }

    @Nested
    class WhenNothingIsConfigured {

        @TempDir
        Path directory;

        @AfterEach
        void forgetDirectory() {
            System.clearProperty("jboss.server.data.dir");
        }

        @Test
        void shouldUseAFileInTheDataDirectoryOfTheServer() {
            System.setProperty("jboss.server.data.dir", directory.toString());

            Stores.open(config(null, null, null, null)).close();

            assertThat(Files.exists(directory.resolve("dlq-data").resolve("dlq.mv.db")))
                    .isTrue();
        }
    }

    @Nested
    class WhenTheServerHasADataSource {

        @TempDir
        Path directory;

        @AfterEach
        void forgetServer() {
            System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        }

        private void offer(String settings) {
            var dataSource = new JdbcDataSource();
            dataSource.setURL("jdbc:h2:file:" + directory.resolve("server") + settings);
            dataSource.setUser("sa");
            Server.dataSource = dataSource;
            System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Server.class.getName());
        }

        @Test
        void shouldRefuseAnIsolationThatHidesWhatOthersCommit() {
            offer(";INIT=SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");

            assertThatThrownBy(() -> Stores.open(config("java:app/jdbc/dlq", null, null, null)))
                    .isInstanceOf(DlqConfigException.class)
                    .hasMessageContainingAll("dlq.store.datasource", "java:app/jdbc/dlq", "READ COMMITTED");
        }

        @Test
        void shouldLookItUpByName() {
            offer("");

            Stores.open(config("java:app/jdbc/dlq", null, null, null)).close();

            assertThat(Files.exists(directory.resolve("server.mv.db"))).isTrue();
        }
    }

    /** A naming service that knows one data source. */
    public static final class Server implements InitialContextFactory {

        static Object dataSource;

        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            try {
                return new InitialContext(true) {
                    @Override
                    public Object lookup(String name) {
                        return dataSource;
                    }
                };
            } catch (javax.naming.NamingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
