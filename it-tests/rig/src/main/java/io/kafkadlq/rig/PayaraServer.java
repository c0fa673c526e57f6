package io.kafkadlq.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Payara Server with a domain of its own, a copy of the one it comes with; the installation is left as it is.
 * Applications that were deployed come back after a restart.
 */
public final class PayaraServer implements AppServer {

    private static final Duration START_BOUND = Duration.ofMinutes(4);
    private static final Duration COMMAND_BOUND = Duration.ofMinutes(4);
    private static final String STARTED = "startup time";
    private static final String DOMAIN = "domain1";
    private static final Pattern FIXED_PORT = Pattern.compile("(?<= port=\"|telnet\\.port=)(\\d{4})(?=[\"<])");

    private final Path glassfish;
    private final int port;
    private final int adminPort;
    private final ServerProcess process;

    private PayaraServer(Path glassfish, Path home, int port, int adminPort, ServerSettings settings) {
        this.glassfish = glassfish;
        this.port = port;
        this.adminPort = adminPort;
        var launch = new Launch("payara-server", command(home, settings), settings.environment(), home, START_BOUND);
        this.process = ServerProcess.startUntilLogged(launch, STARTED);
    }

    /**
     * Starts it without applications.
     *
     * @param installation the unpacked server, which holds {@code glassfish}
     * @param home where it works; cleaned first
     */
    public static PayaraServer start(Path installation, Path home, ServerSettings settings) {
        var glassfish = installation.resolve("glassfish").toAbsolutePath();
        var fresh = Directory.recreate(home);
        var domain = fresh.resolve(DOMAIN);
        Directory.copy(glassfish.resolve("domains").resolve(DOMAIN), domain);
        int port = LocalPort.free();
        int adminPort = LocalPort.free();
        configure(domain.resolve("config/domain.xml"), Map.of("8080", port, "4848", adminPort));
        var server = new PayaraServer(glassfish, fresh, port, adminPort, settings);
        settings.managed()
                .forEach((key, value) -> server.console(
                        "set-config-property", "--propertyName", key, "--propertyValue", value, "--source", "domain"));
        return server;
    }

    @Override
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void deploy(Path archive, String name) {
        console("deploy", "--name", name, archive.toAbsolutePath().toString());
    }

    @Override
    public void undeploy(String name) {
        console("undeploy", name);
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    /** Gives each listener a port that is free, on the loopback address, and leaves the data grid out. */
    private static void configure(Path file, Map<String, Integer> known) {
        try {
            var xml = FIXED_PORT
                    .matcher(Files.readString(file))
                    .replaceAll(found -> Matcher.quoteReplacement(
                            known.getOrDefault(found.group(), LocalPort.free()).toString()))
                    .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                    .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                    .replace(
                            "<hazelcast-config-specific-configuration>",
                            "<hazelcast-config-specific-configuration enabled=\"false\">");
            Files.writeString(file, xml);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot configure " + file, e);
        }
    }

    /** The command that {@code asadmin start-domain} would run; run by us, the server is our child and no stranger. */
    private List<String> command(Path home, ServerSettings settings) {
        var printed = asadmin("start-domain", "--dry-run", "--domaindir", home.toString(), DOMAIN);
        var lines = printed.lines().dropWhile(line -> !line.endsWith("java")).toList();
        var command = new ArrayList<String>();
        for (var line : lines) {
            if (line.isBlank()) {
                break;
            }
            // The master password would be read from the input; without one it is the default.
            var readsInput =
                    !command.isEmpty() && command.get(command.size() - 1).equals("-read-stdin");
            command.add(readsInput ? "false" : line);
            if (command.size() == 1) {
                command.addAll(ownOptions(home, settings));
            }
        }
        command.removeIf(option -> option.startsWith("-Xmx") && !option.equals("-Xmx" + settings.maxHeap()));
        return command;
    }

    private static List<String> ownOptions(Path home, ServerSettings settings) {
        var options = Jvm.command(settings.maxHeap(), Directory.create(home.resolve("tmp")));
        options.remove(0);
        Jvm.coverageAgent().ifPresent(options::add);
        settings.properties().forEach((key, value) -> options.add("-D" + key + "=" + value));
        return options;
    }

    private void console(String... command) {
        var arguments = new ArrayList<>(List.of("--port", Integer.toString(adminPort), "--interactive=false"));
        arguments.addAll(List.of(command));
        asadmin(arguments.toArray(String[]::new));
    }

    private String asadmin(String... arguments) {
        var command = new ArrayList<>(List.of(Jvm.java(), "-jar"));
        command.add(glassfish.resolve("lib/client/appserver-cli.jar").toString());
        command.addAll(List.of(arguments));
        var result = Command.run(command, COMMAND_BOUND);
        if (result.exitCode() != 0) {
            throw new DeploymentException("Payara refused " + List.of(arguments) + ":\n" + result.output());
        }
        return result.output();
    }
}
