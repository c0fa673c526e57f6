package io.kafkadlq.rig;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * WildFly with its MicroProfile configuration. The installation is left as it is and may serve several at a time; each
 * works on a copy of its {@code standalone} directory. Applications that were deployed come back after a restart.
 */
public final class WildFly implements AppServer {

    private static final Duration START_BOUND = Duration.ofMinutes(3);
    private static final Duration COMMAND_BOUND = Duration.ofMinutes(4);
    private static final String STARTED = "WFLYSRV0025";

    /** What WildFly's own start script opens. */
    private static final List<String> MODULE_OPTIONS = List.of(
            "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
            "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

    private final Path installation;
    private final int port;
    private final int managementPort;
    private final ServerProcess process;

    private WildFly(Path installation, Path home, ServerSettings settings) {
        this.installation = installation.toAbsolutePath();
        this.port = LocalPort.free();
        this.managementPort = LocalPort.free();
        var launch = new Launch("wildfly", command(home, settings), settings.environment(), home, START_BOUND);
        this.process = ServerProcess.startUntilLogged(launch, STARTED);
    }

    /**
     * Starts it without applications.
     *
     * @param installation the unpacked server
     * @param home where it works; cleaned first
     */
    public static WildFly start(Path installation, Path home, ServerSettings settings) {
        var fresh = Directory.recreate(home);
        Directory.copy(installation.resolve("standalone"), fresh.resolve("standalone"));
        var server = new WildFly(installation, fresh, settings);
        if (!settings.managed().isEmpty()) {
            server.console(settings.managed().entrySet().stream()
                    .map(setting -> "\"%s\"=\"%s\"".formatted(setting.getKey(), setting.getValue()))
                    .collect(Collectors.joining(
                            ",",
                            "/subsystem=microprofile-config-smallrye/config-source=managed:add(ordinal=110,properties={",
                            "})")));
        }
        return server;
    }

    @Override
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public URI healthUrl() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    @Override
    public void deploy(Path archive, String name) {
        var file = archive.getFileName().toString();
        var type = file.substring(file.lastIndexOf('.'));
        console("deploy --name=%s --runtime-name=%s %s".formatted(name, name + type, archive.toAbsolutePath()));
    }

    @Override
    public void undeploy(String name) {
        console("undeploy " + name);
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    private List<String> command(Path home, ServerSettings settings) {
        var base = home.resolve("standalone");
        var command = Jvm.command(settings.maxHeap(), Directory.create(home.resolve("tmp")));
        command.addAll(MODULE_OPTIONS);
        // JaCoCo's agent starts the log manager before WildFly can, unless it is told which one it is.
        Jvm.coverageAgent().ifPresent(command::add);
        settings.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"),
                "-Dlogging.configuration="
                        + base.resolve("configuration/logging.properties").toUri(),
                "-jar",
                installation.resolve("jboss-modules.jar").toString(),
                "-mp",
                installation.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + installation,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + LocalPort.free(),
                "-Djboss.management.http.port=" + managementPort,
                "--server-config=standalone-microprofile.xml"));
        return command;
    }

    private void console(String command) {
        var arguments = new ArrayList<>(List.of(Jvm.java(), "-jar"));
        arguments.add(installation.resolve("bin/client/jboss-cli-client.jar").toString());
        arguments.addAll(List.of("--connect", "--controller=remote+http://127.0.0.1:" + managementPort));
        arguments.add("--commands=" + command);
        var result = Command.run(arguments, COMMAND_BOUND);
        if (result.exitCode() != 0) {
            throw new DeploymentException("WildFly refused \"" + command + "\":\n" + result.output());
        }
    }
}
