package io.kafkadlq.rig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param name what messages and the log file call it
 * @param command program and arguments
 * @param environment added to ours
 * @param directory its working directory; its log lies there too
 * @param startBound how long it may take until it is ready
 */
record Launch(String name, List<String> command, Map<String, String> environment, Path directory, Duration startBound) {

    Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    Path log() {
        return directory.resolve(name + ".log");
    }
}
