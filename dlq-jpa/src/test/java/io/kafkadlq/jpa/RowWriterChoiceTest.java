package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.DlqStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class RowWriterChoiceTest {

    private static String url;

    @BeforeAll
    static void createDatabase() throws Exception {
        url = SharedPostgres.newDatabase();
    }

    private static DataSource driver() {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        dataSource.setUser("postgres");
        return dataSource;
    }

    private static RowWriter chosen(Database database, DataSource dataSource, CopyMode mode) {
        return new RowWriterChoice(new Connections(database, dataSource, url, () -> {}), 1).choose(mode);
    }

    @Nested
    class WhenTheDriverIsInReach {

        @Test
        void shouldCopy() {
            assertThat(chosen(Database.POSTGRESQL, driver(), CopyMode.AUTO)).isInstanceOf(CopyRows.class);
        }

        @Test
        void shouldNotCopyIfToldNotTo() {
            assertThat(chosen(Database.POSTGRESQL, driver(), CopyMode.OFF)).isInstanceOf(JdbcBatchRows.class);
        }
    }

    @Nested
    class WhenAServerKeepsTheDriverFromUs {

        @Test
        void shouldNotCopyThroughConnectionsThatAreNoWrappers() {
            assertNotCopying(() -> {
                throw new SQLException("Not a wrapper");
            });
        }

        @Test
        void shouldNotCopyByADriverOfAnotherClassLoader() {
            assertNotCopying(() -> "a PGConnection, but not ours");
        }

        @Test
        void shouldNotCopyThroughConnectionsFromBeforeThereWereWrappers() {
            assertNotCopying(() -> {
                throw new AbstractMethodError("unwrap");
            });
        }

        private void assertNotCopying(Callable<Object> unwrapping) {
            assertThat(chosen(Database.POSTGRESQL, hiding(unwrapping), CopyMode.AUTO))
                    .isInstanceOf(JdbcBatchRows.class);
        }

        private static DataSource hiding(Callable<Object> unwrapping) {
            return (DataSource) Proxy.newProxyInstance(
                    DataSource.class.getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (proxy, method, arguments) -> {
                        assertThat(method.getName()).isEqualTo("getConnection");
                        return hiding(driver().getConnection(), unwrapping);
                    });
        }

        private static Connection hiding(Connection connection, Callable<Object> unwrapping) {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("unwrap")) {
                            return unwrapping.call();
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    /** Seen by a trigger, which is told the statement that it is part of. */
    @Nested
    class WhenBatchesOfAnySizeAreStored {

        @Test
        void shouldCopyOnlyThoseThatAreWorthIt() throws Exception {
            String watched = SharedPostgres.newDatabase();
            try (DlqStorage storage = Stores.open(watched);
                    Connection connection = DriverManager.getConnection(watched, "postgres", "")) {
                watch(connection);

                value(storage.save(batch("few", CopyRows.FEWEST - 1)));
                value(storage.save(batch("many", CopyRows.FEWEST)));

                assertThat(seen(connection)).containsOnly("few insert", "many copy");
            }
        }

        private static List<DlqRecord> batch(String topic, int size) {
            return LongStream.range(0, size)
                    .mapToObj(offset -> on(topic, 0, offset).build())
                    .toList();
        }

        private static void watch(Connection connection) throws SQLException {
            Statements.run(connection, "CREATE TABLE seen (how text)");
            Statements.run(connection, """
                    CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        INSERT INTO seen VALUES (NEW.source_topic || ' ' || lower(split_part(current_query(), ' ', 1)));
                        RETURN NULL;
                    END $$""");
            Statements.run(connection, """
                    CREATE TRIGGER watching AFTER INSERT ON dlq_record FOR EACH ROW EXECUTE FUNCTION see()""");
        }

        private static List<String> seen(Connection connection) throws SQLException {
            return Statements.list(connection, "SELECT DISTINCT how FROM seen", row -> row.getString("how"));
        }
    }
}
