package io.kafkadlq.rig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program of the tests' own class path in a process of its own: to be killed, and started again. */
public final class JavaProcess {

    /** What a program writes when it is ready. */
    public static final String READY = "Ready";

    private static final Duration START_BOUND = Duration.ofSeconds(60);

    private JavaProcess() {}

    /**
     * Starts it, and waits until it has written {@value #READY}.
     *
     * @param name its log's, in the directory
     * @param maxHeap as in 256m
     */
    public static ServerProcess start(
            Path directory, String name, String maxHeap, Class<?> program, List<String> arguments) {
        var home = Directory.create(directory);
        var command = Jvm.command(maxHeap, home);
        command.addAll(List.of(
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""))));
        command.add(program.getName());
        command.addAll(arguments);
        return ServerProcess.startUntilLogged(new Launch(name, command, Map.of(), home, START_BOUND), READY);
    }
}
