package io.kafkadlq.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Payara Micro with the WARs it was started with; it can take no others while it runs, so {@link #deploy} and
 * {@link #undeploy} start it anew. It listens on the loopback address only.
 */
public final class PayaraMicro implements AppServer {

    private static final Duration START_BOUND = Duration.ofMinutes(4);
    private static final String STARTED = "ready in";
    private static final String LOOPBACK_ONLY =
            "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address="
                    + "127.0.0.1\n";

    private final Path jar;
    private final Path home;
    private final int port;
    private final ServerSettings settings;
    private final Map<String, Path> wars;
    /** Replaced, with the list of WARs, by the thread that deploys. */
    private ServerProcess process;

    private PayaraMicro(Path jar, Path home, int port, ServerSettings settings, Map<String, Path> wars) {
        this.jar = jar;
        this.home = home;
        this.port = port;
        this.settings = settings;
        this.wars = new LinkedHashMap<>(wars);
        this.process = launch();
    }

    /**
     * Starts it.
     *
     * @param jar payara-micro.jar
     * @param home where it works; given again, it is cleaned first
     * @param wars by context root, without a slash
     * @throws DeploymentException if it refuses one of the WARs
     */
    public static PayaraMicro start(Path jar, Path home, int port, ServerSettings settings, Map<String, Path> wars) {
        return new PayaraMicro(jar, Directory.create(home), port, settings, wars);
    }

    @Override
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void deploy(Path war, String name) {
        process.stop();
        wars.put(name, war);
        process = launch();
    }

    @Override
    public void undeploy(String name) {
        process.stop();
        wars.remove(name);
        process = launch();
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    private ServerProcess launch() {
        var command = Jvm.command(settings.maxHeap(), Directory.recreate(home.resolve("tmp")));
        Jvm.coverageAgent().ifPresent(command::add);
        settings.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        command.addAll(List.of("--nohazelcast", "--disablephonehome", "--port", Integer.toString(port)));
        command.addAll(List.of("--prebootcommandfile", commands("preboot", LOOPBACK_ONLY)));
        command.addAll(List.of("--postbootcommandfile", commands("postboot", managed())));
        copies().forEach(war -> command.addAll(List.of("--deploy", war.toString())));
        var launch = new Launch("payara-micro", command, settings.environment(), home, START_BOUND);
        var started = ServerProcess.startUntilLogged(launch, STARTED);
        refuseFailures(started);
        return started;
    }

    /** A WAR that fails does not keep the server from starting. */
    private static void refuseFailures(ServerProcess started) {
        var log = started.logOfThisRun();
        if (log.contains("Exception while loading the app") || log.contains("Failed to deploy")) {
            started.stop();
            throw new DeploymentException("Payara Micro refused a WAR. Its log " + started.log() + ":\n" + log);
        }
    }

    /** Done after the server is up, and before it deploys. */
    private String managed() {
        return settings.managed().entrySet().stream()
                .map(setting -> "set-config-property --propertyName=%s --propertyValue=%s --source=domain\n"
                        .formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining());
    }

    private String commands(String when, String lines) {
        try {
            return Files.writeString(home.resolve(when + ".asadmin"), lines).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write into " + home, e);
        }
    }

    /** Its file name is the context root of a WAR. */
    private List<Path> copies() {
        var directory = Directory.recreate(home.resolve("wars"));
        return wars.entrySet().stream()
                .map(war -> copy(war.getValue(), directory.resolve(war.getKey() + ".war")))
                .toList();
    }

    private static Path copy(Path from, Path to) {
        try {
            return Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + from, e);
        }
    }
}
