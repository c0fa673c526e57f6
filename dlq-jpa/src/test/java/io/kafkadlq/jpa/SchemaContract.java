package io.kafkadlq.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.SchemaManagement;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every database does when the tables are made, or found. */
abstract class SchemaContract {

    abstract String url();

    @Test
    void shouldApplyEachScriptOnceWhenManyStartAtTheSameTime() throws Exception {
        var starts = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.runAsync(this::start, task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(starts).join();

        assertThat(queryForLong("SELECT count(*) FROM dlq_schema_history WHERE version > 0"))
                .isEqualTo(SchemaScript.all(database()).size());
    }

    @Test
    void shouldNameTheMissingVersionAndWhatToRunWhenItMayOnlyValidate() {
        SchemaScript first = SchemaScript.all(database()).get(0);

        assertThatThrownBy(() -> Stores.open(Stores.config(url(), SchemaManagement.VALIDATE)))
                .isInstanceOf(DlqException.class)
                .hasMessageContaining("lacks version " + first.version())
                .hasMessageContaining("create-or-upgrade")
                .hasMessageContaining(first.name());
    }

    @Test
    void shouldAcceptATableOfTheRightVersionWhenItMayOnlyValidate() {
        start();

        Stores.open(Stores.config(url(), SchemaManagement.VALIDATE)).close();
    }

    @Test
    void shouldRefuseAVersionOfALaterRelease() throws Exception {
        start();
        execute("INSERT INTO dlq_schema_history VALUES (99, 'V99__later.sql', 'x', CURRENT_TIMESTAMP)");

        assertThatThrownBy(this::start)
                .isInstanceOf(DlqException.class)
                .hasMessageContaining("99")
                .hasMessageContaining("later");
    }

    @Test
    void shouldRefuseTablesMadeByAnotherScriptOfTheSameVersion() throws Exception {
        start();
        execute("UPDATE dlq_schema_history SET checksum = 'x' WHERE version > 0");

        assertThatThrownBy(() -> Stores.open(Stores.config(url(), SchemaManagement.VALIDATE)))
                .isInstanceOf(DlqException.class);
    }

    @Test
    void shouldTrustTheTablesWhenItMayDoNothing() throws Exception {
        apply(SchemaScript.all(database()).get(0));

        Stores.open(Stores.config(url(), SchemaManagement.NONE)).close();

        assertThat(queryForLong("SELECT count(*) FROM dlq_record")).isZero();
    }

    void apply(SchemaScript script) throws Exception {
        for (String sql : SchemaScript.statements(script.sql())) {
            execute(sql);
        }
    }

    /** As often as it has statements, each time after another of them. */
    static void killAfterEachStatement(Connection connection, SchemaScript script) throws Exception {
        List<String> statements = SchemaScript.statements(script.sql());
        try (var statement = connection.createStatement()) {
            for (int done = 1; done <= statements.size(); done++) {
                for (String sql : statements.subList(0, done)) {
                    statement.execute(sql);
                }
            }
        }
    }

    Database database() {
        return Database.ofUrl(url()).orElseThrow();
    }

    void start() {
        Stores.open(url()).close();
    }

    void execute(String sql) throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long queryForLong(String sql) throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    Connection connect() throws Exception {
        return Stores.connect(url());
    }
}
