package io.kafkadlq.jpa;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Prints the schema for those who apply it themselves: {@code java -cp 'lib/*' io.kafkadlq.jpa.PrintSchema postgresql 2}
 * prints what leads from version 2 to the one of this release; without a number, everything. What is printed notes itself as
 * applied, so that {@code dlq.store.schema-management=validate} finds it. {@code postgresql partitions} prints what turns the
 * tables into partitioned ones and, from then on, makes the months to come.
 */
public final class PrintSchema {

    private static final String NOTE = """
            INSERT INTO dlq_schema_history (version, script, checksum, applied_at)
                VALUES (%d, '%s', '%s', CURRENT_TIMESTAMP);""";

    private static final String PARTITIONS = "partitions";

    private PrintSchema() {}

    /** Ends with status 2 if there is no such database or version. */
    public static void main(String[] arguments) {
        try {
            print(List.of(arguments), System.out);
        } catch (IllegalArgumentException misused) {
            System.err.println(misused.getMessage());
            System.exit(2);
        }
    }

    /** @throws IllegalArgumentException if there is no such database or version; the message says what there is */
    static void print(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw new IllegalArgumentException(
                    "Say which database (" + names() + "), and from which version on if any, or 'partitions'");
        }
        Database database = database(arguments.get(0));
        if (arguments.size() == 2 && arguments.get(1).equals(PARTITIONS)) {
            printPartitions(database, out);
            return;
        }
        List<SchemaScript> scripts = SchemaScript.all(database);
        int latest = scripts.get(scripts.size() - 1).version();
        int from = arguments.size() == 2 ? version(arguments.get(1), latest) : 0;
        if (from == 0) {
            out.println(SchemaScript.text(database, "history.sql"));
        }
        for (SchemaScript script :
                scripts.stream().filter(one -> one.version() > from).toList()) {
            out.println("-- " + script.name());
            String note = NOTE.formatted(script.version(), script.name(), script.checksum());
            // Else a tool that goes on after a failure would drop what was not copied.
            boolean whole = database == Database.POSTGRESQL;
            out.println(whole ? "BEGIN;\n" + script.sql() + note + "\nCOMMIT;" : script.sql() + note);
            out.println();
        }
    }

    private static void printPartitions(Database database, PrintStream out) {
        if (database != Database.POSTGRESQL) {
            throw new IllegalArgumentException("There are partitions for postgresql only");
        }
        out.println("BEGIN;");
        // The schema's lock, so that an instance that starts meanwhile waits.
        List.of("lock.sql", SchemaScript.PARTITIONS, SchemaScript.MONTHS)
                .forEach(script -> out.println(SchemaScript.text(database, script)));
        out.println("COMMIT;");
    }

    private static Database database(String name) {
        return Arrays.stream(Database.values())
                .filter(known -> known.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no schema for \"" + name + "\", there is one for " + names()));
    }

    private static int version(String given, int latest) {
        try {
            int version = Integer.parseInt(given);
            if (version >= 0 && version <= latest) {
                return version;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException("There is no version \"" + given + "\", the latest is " + latest);
    }

    private static String names() {
        return Arrays.stream(Database.values())
                .map(database -> database.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
