package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.config.SchemaManagement;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintSchemaTest {

    @TempDir
    Path directory;

    @Test
    void shouldPrintWhatPassesValidationInPostgres() throws Exception {
        passesValidation("postgresql", SharedPostgres.newDatabase());
    }

    @Test
    void shouldPrintWhatPassesValidationInH2() throws Exception {
        passesValidation("h2", Stores.h2(directory));
    }

    @Test
    void shouldPrintWhatPassesValidationInMariaDb() throws Exception {
        passesValidation("mariadb", SharedMariaDb.newDatabase());
    }

    private static void passesValidation(String database, String url) throws Exception {
        try (var connection = Stores.connect(url);
                var statement = connection.createStatement()) {
            for (String sql : SchemaScript.statements(printed(database))) {
                statement.execute(sql);
            }
            try (var storage = Stores.open(Stores.config(url, SchemaManagement.VALIDATE))) {
                assertThat(value(storage.save(List.of(on("t", 0, 1).build()))).duplicates())
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldPrintOnlyWhatIsNewerThanTheVersionGiven() {
        assertThat(printed("postgresql", "2"))
                .contains("CREATE TABLE dlq_progress")
                .doesNotContain("CREATE TABLE dlq_record", "CREATE TABLE dlq_schema_history");
    }

    @Test
    void shouldPrintWhatMariaDbBeganWithOnlyFromTheBeginning() {
        assertThat(printed("mariadb", "3")).contains("CREATE TABLE IF NOT EXISTS dlq_record");
        assertThat(printed("mariadb", "4")).doesNotContain("CREATE TABLE IF NOT EXISTS dlq_record");
    }

    @Test
    void shouldSayWhichDatabasesThereAre() {
        assertThatThrownBy(() -> printed("oracle"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("oracle")
                .hasMessageContaining("postgresql");
    }

    @Test
    void shouldSayWhichVersionIsTheLatest() {
        assertThatThrownBy(() -> printed("h2", "99")).hasMessageContaining("99").hasMessageContaining("latest is");
    }

    private static String printed(String... arguments) {
        var bytes = new ByteArrayOutputStream();
        PrintSchema.print(List.of(arguments), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
