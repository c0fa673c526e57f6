package io.kafkadlq.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A process that can be started, stopped, killed and started again, with its own log. It ignores the terminal's Ctrl-C,
 * so that we alone decide the order in which things stop, and it ends when we end, even if we are killed.
 *
 * <p>Threading: one thread starts and stops it; any thread may ask or {@link #kill()}.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration STOP_BOUND = Duration.ofSeconds(30);
    private static final int TAIL_LINES = 40;

    /**
     * Runs in front of the program, which takes over its process id. The watcher beside it reads the pipe that we hold:
     * its end means that we are gone, or that the program is, when there is nobody left to signal.
     */
    private static final String GUARD = """
            trap "" INT
            exec 3<&0
            (
              while read -r ignored <&3; do :; done
              kill -TERM $$ || exit 0
              for second in 1 2 3 4 5 6 7 8 9 10; do kill -0 $$ || exit 0; sleep 1; done
              kill -KILL $$
            ) >/dev/null 2>&1 &
            exec 3<&-
            exec "$@" </dev/null
            """;

    private final Launch launch;
    private final BooleanSupplier ready;
    private volatile @Nullable Process process;
    /** Where the present run begins in the log. Written by the starting thread before the process exists. */
    private volatile long logStart;

    private ServerProcess(Launch launch, BooleanSupplier ready) {
        this.launch = launch;
        this.ready = ready;
    }

    /** Starts it and waits until it is ready. */
    static ServerProcess start(Launch launch, BooleanSupplier ready) {
        var server = new ServerProcess(launch, ready);
        server.start();
        return server;
    }

    /** Starts it, if it does not run, and waits until a line of its log holds the text. */
    static ServerProcess startUntilLogged(Launch launch, String text) {
        // The condition needs the process whose log it reads.
        var self = new ServerProcess[1];
        self[0] = new ServerProcess(launch, () -> self[0].logOfThisRun().contains(text));
        self[0].start();
        return self[0];
    }

    /** Starts it again after {@link #stop()} or {@link #kill()}, as it was started before. */
    public void start() {
        if (isAlive()) {
            return;
        }
        try {
            Files.createDirectories(launch.directory());
            logStart = Files.exists(log()) ? Files.size(log()) : 0;
            process = newProcess();
        } catch (IOException e) {
            throw new RigException("Cannot start " + launch.name() + ": " + launch.command(), e);
        }
        awaitReady();
    }

    /** Asks it to end and, when it has not after half a minute, kills it. */
    public void stop() {
        stop("TERM");
    }

    /** The same with another signal than TERM. */
    void stop(String signal) {
        var running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        signal(running, signal);
        if (!awaitExit(running, STOP_BOUND)) {
            kill();
        }
    }

    /** Ends it as a power cut would. */
    public void kill() {
        var running = process;
        if (running != null) {
            awaitExit(running.destroyForcibly(), STOP_BOUND);
        }
    }

    public boolean isAlive() {
        var running = process;
        return running != null && running.isAlive();
    }

    public long pid() {
        return running().pid();
    }

    /** Completes with the exit code of the present run. */
    public CompletableFuture<Integer> onExit() {
        return running().onExit().thenApply(Process::exitValue);
    }

    public Path log() {
        return launch.log();
    }

    /** What it has written since it was last started. */
    public String logOfThisRun() {
        try (var channel = Files.newByteChannel(log())) {
            channel.position(Math.min(logStart, channel.size()));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the log of " + launch.name(), e);
        }
    }

    /** The last lines of its log, for a message. */
    public String tail() {
        var lines = logOfThisRun().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    @Override
    public void close() {
        stop();
    }

    private Process newProcess() throws IOException {
        var builder = new ProcessBuilder(guarded(launch.command()))
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(launch.environment());
        return builder.start();
    }

    private static List<String> guarded(List<String> command) {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            return command;
        }
        var all = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard"));
        all.addAll(command);
        return all;
    }

    private void awaitReady() {
        var starting = running();
        var end = System.nanoTime() + launch.startBound().toNanos();
        while (!ready.getAsBoolean()) {
            if (awaitExit(starting, Duration.ofMillis(100))) {
                throw new RigException(launch.name() + " ended with exit code " + starting.exitValue()
                        + " while it started. Its log " + log() + " ends:\n" + tail());
            }
            if (System.nanoTime() - end > 0) {
                kill();
                throw new RigException(launch.name() + " was not ready after " + launch.startBound() + ". Its log "
                        + log() + " ends:\n" + tail());
            }
        }
    }

    private Process running() {
        var running = process;
        if (running == null) {
            throw new IllegalStateException(launch.name() + " was never started");
        }
        return running;
    }

    private static void signal(Process running, String signal) {
        if (signal.equals("TERM")) {
            running.destroy();
            return;
        }
        try {
            awaitExit(new ProcessBuilder("kill", "-" + signal, Long.toString(running.pid())).start(), STOP_BOUND);
        } catch (IOException e) {
            throw new RigException("Cannot send " + signal + " to " + running.pid(), e);
        }
    }

    private static boolean awaitExit(Process process, Duration bound) {
        try {
            return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RigException("Interrupted while waiting for process " + process.pid(), e);
        }
    }
}
