package io.kafkadlq.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Looks into a running JVM with jcmd. */
record Inspection(long pid) {

    private static final Pattern THREAD = Pattern.compile("^\"([^\"]+)\"", Pattern.MULTILINE);
    private static final String MARKER = "io.kafkadlq.boot.SharedEngine";

    /** Threads of ours and of Kafka's clients. */
    List<String> threads() {
        return THREAD.matcher(jcmd("Thread.print"))
                .results()
                .map(found -> found.group(1))
                .filter(name -> name.startsWith("dlq-") || name.startsWith("kafka-"))
                .sorted()
                .toList();
    }

    /** How many class loaders hold our classes, once what can be collected is. */
    long loaders() {
        jcmd("GC.run");
        jcmd("GC.run");
        return jcmd("VM.classloaders", "show-classes")
                .lines()
                .filter(line -> line.endsWith(MARKER))
                .count();
    }

    private String jcmd(String... command) {
        var arguments = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        arguments.addAll(List.of(command));
        try {
            var process =
                    new ProcessBuilder(arguments).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + arguments, e);
        }
    }
}
