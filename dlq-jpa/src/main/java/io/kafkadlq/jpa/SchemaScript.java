package io.kafkadlq.jpa;

import io.kafkadlq.api.DlqException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One version of the schema. The names are listed here, because scanning a class path fails in some servers.
 *
 * @param checksum over the text, so that a database made by another script of the same version is noticed
 */
record SchemaScript(int version, String name, String sql, String checksum) {

    private static final List<String> NAMES = List.of(
            "V1__records.sql",
            "V2__retries.sql",
            "V3__progress.sql",
            "V4__queries.sql",
            "V5__counts.sql",
            "V6__pages.sql",
            "V7__headers.sql");

    /** MariaDB came with version 4: its first script makes what led there elsewhere. */
    private static final List<String> MARIADB_NAMES = List.of("V4__records.sql", "V5__counts.sql", "V7__headers.sql");

    /** Turns PostgreSQL's tables into partitioned ones, after all versions. */
    static final String PARTITIONS = "partitions.sql";

    /** Makes the partitions of months to come. */
    static final String MONTHS = "months.sql";

    /** All versions for a database, oldest first. */
    static List<SchemaScript> all(Database database) {
        List<String> names = database == Database.MARIADB ? MARIADB_NAMES : NAMES;
        return names.stream().map(name -> versioned(database, name)).toList();
    }

    /** A script's text as it is in the jar, but with the same line ends everywhere. */
    static String text(Database database, String name) {
        String path = path(database, name);
        try (var resource = SchemaScript.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new DlqException("The schema script " + path + " is not in the jar of dlq-jpa; use a whole jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** A script's statements, each of which ends with a semicolon at the end of a line. */
    static List<String> statements(String script) {
        return Arrays.stream(script.split(";\\s*\n"))
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    static String path(Database database, String name) {
        return database.schemaFolder() + "/" + name;
    }

    private static SchemaScript versioned(Database database, String name) {
        int version = Integer.parseInt(name.substring(1, name.indexOf("__")));
        String sql = text(database, name);
        return new SchemaScript(version, name, sql, checksum(sql));
    }

    private static String checksum(String sql) {
        return HexFormat.of().formatHex(Sha256.of(sql.getBytes(StandardCharsets.UTF_8)));
    }
}
