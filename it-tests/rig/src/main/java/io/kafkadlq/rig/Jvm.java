package io.kafkadlq.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Java that runs us, for the processes we start. */
final class Jvm {

    private Jvm() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The command so far: java, its heap, a place of its own for temporary files. */
    static List<String> command(String maxHeap, Path temporary) {
        var command = new ArrayList<String>();
        command.add(java());
        command.add("-Xmx" + maxHeap);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Djava.awt.headless=true");
        // An H2 file is served to other processes, on all addresses unless told otherwise.
        command.add("-Dh2.bindAddress=127.0.0.1");
        return command;
    }

    /**
     * JaCoCo's agent for a server, if {@code rig.jacoco.agent} names its jar; {@code rig.jacoco.dest} names the file that
     * all servers append to.
     */
    static Optional<String> coverageAgent() {
        return Optional.ofNullable(System.getProperty("rig.jacoco.agent"))
                .filter(agent -> !agent.isBlank())
                .map(agent -> "-javaagent:%s=destfile=%s,append=true,includes=io.kafkadlq.*"
                        .formatted(agent, coverageFile()));
    }

    /** Absolute, because each server works in a directory of its own. */
    private static Path coverageFile() {
        return Path.of(System.getProperty("rig.jacoco.dest", "target/jacoco-servers.exec"))
                .toAbsolutePath();
    }
}
