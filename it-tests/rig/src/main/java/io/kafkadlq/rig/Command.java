package io.kafkadlq.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs to its end, such as a server's console. */
final class Command {

    private Command() {}

    /** How it ended, and all it printed. */
    record Result(int exitCode, String output) {}

    static Result run(List<String> command, Duration bound) {
        try {
            // Into a file: nobody needs to read a pipe while we wait.
            var output = Files.createTempFile("rig", ".out");
            try {
                return new Result(await(command, output, bound), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new RigException("Cannot run " + command, e);
        }
    }

    private static int await(List<String> command, Path output, Duration bound) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (process.waitFor(bound.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RigException("Interrupted while running " + command, e);
        } finally {
            process.destroyForcibly();
        }
        throw new RigException(command + " took longer than " + bound + " and said:\n" + Files.readString(output));
    }
}
