package io.kafkadlq.rig.demo;

import io.kafkadlq.rig.RigException;
import io.kafkadlq.rig.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs from one data directory at a time, and waits for what a run that was killed has left behind: its
 * processes end by themselves soon, but not at once.
 */
final class Predecessors {

    private static final int END_SECONDS = 15;
    private static final Pattern ENTRY = Pattern.compile("(\\d{1,18}) (\\S+)");

    private final Path processes;
    /** Kept reachable until this process ends: the lock goes with either, even if we are killed. */
    @SuppressWarnings("unused")
    private final FileLock lock;

    private Predecessors(Path processes, FileLock lock) {
        this.processes = processes;
        this.lock = lock;
    }

    /**
     * Takes the directory over.
     *
     * @throws RigException if a run is using it
     */
    static Predecessors replace(Path data) {
        try {
            Files.createDirectories(data);
            var predecessors = new Predecessors(data.resolve("processes"), lock(data.resolve("lock")));
            predecessors.awaitEnd();
            return predecessors;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the data directory " + data, e);
        }
    }

    /** Notes a process of this run, for the next. */
    void add(ServerProcess process) {
        var line = process.pid() + " " + startOf(ProcessHandle.of(process.pid())) + "\n";
        try {
            Files.writeString(processes, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + processes, e);
        }
    }

    private static FileLock lock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        if (lock == null) {
            throw new RigException("Another mvn -Prun is using " + file.getParent() + ": stop it first");
        }
        return lock;
    }

    private void awaitEnd() throws IOException {
        if (!Files.exists(processes)) {
            return;
        }
        for (var line : Files.readString(processes, StandardCharsets.ISO_8859_1).split("\n")) {
            var entry = ENTRY.matcher(line);
            // A run that was killed may have left half a line.
            if (entry.matches()) {
                var process = ProcessHandle.of(Long.parseLong(entry.group(1)));
                // The number alone may belong to somebody else by now.
                if (entry.group(2).equals(startOf(process))) {
                    process.ifPresent(Predecessors::awaitEnd);
                }
            }
        }
        Files.delete(processes);
    }

    private static void awaitEnd(ProcessHandle process) {
        System.out.println("Waiting for process " + process.pid() + " of an earlier run to end");
        try {
            process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RigException("Interrupted while waiting for an earlier run to end", e);
        } catch (ExecutionException e) {
            throw new RigException("Cannot wait for process " + process.pid(), e);
        }
    }

    private static @Nullable String startOf(Optional<ProcessHandle> process) {
        return process.flatMap(handle -> handle.info().startInstant())
                .map(Instant::toString)
                .orElse(null);
    }
}
