package io.kafkadlq.rig;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;

/**
 * One real Kafka broker in KRaft mode, a process of its own. Data and ports survive a restart. Topics are not created by
 * mere use: what is misspelt should fail.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final int ADMIN_SECONDS = 30;
    private static final int SCRAM_ITERATIONS = 4096;

    private final ServerProcess process;
    private final int port;
    private final Optional<SecureListener> secured;

    private KafkaBroker(ServerProcess process, int port, Optional<SecureListener> secured) {
        this.process = process;
        this.port = port;
        this.secured = secured;
    }

    /** Starts a broker on a free port; what the directory holds from an earlier one is taken over. */
    public static KafkaBroker start(Path directory) {
        return start(directory, LocalPort.free());
    }

    /** Starts a broker on the port. */
    public static KafkaBroker start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /**
     * Starts a broker on the port.
     *
     * @param overrides broker properties that differ from ours
     */
    public static KafkaBroker start(Path directory, int port, Map<String, String> overrides) {
        return start(directory, port, overrides, Optional.empty());
    }

    /** Starts a broker on a free port, with a second door that asks for TLS and SASL. */
    public static KafkaBroker startSecured(Path directory) {
        var secured = SecureListener.in(Directory.create(directory));
        return start(directory, LocalPort.free(), Map.of(), Optional.of(secured));
    }

    private static KafkaBroker start(
            Path directory, int port, Map<String, String> overrides, Optional<SecureListener> secured) {
        var home = Directory.create(directory);
        var properties = properties(home, port, secured, overrides);
        var command = Jvm.command("512m", Directory.recreate(home.resolve("tmp")));
        command.addAll(
                List.of("-XX:+UseSerialGC", "-cp", classPath(), BrokerProcess.class.getName(), properties.toString()));
        var launch = new Launch("broker", command, Map.of(), home, START_BOUND);
        return new KafkaBroker(ServerProcess.startUntilLogged(launch, BrokerProcess.READY), port, secured);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Its door with TLS and SASL, if it was started with one. */
    public SecureListener secured() {
        return secured.orElseThrow();
    }

    /** Lets a user in by that door, or gives him another password. */
    public void letIn(String user, String password) {
        var credential = new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS), password);
        administer("let in " + user, admin -> admin.alterUserScramCredentials(List.of(credential))
                .all());
    }

    /** Its process: to kill, to start again, to look into its log. */
    public ServerProcess process() {
        return process;
    }

    /** Creates those of the topics that do not exist, and waits until they do. */
    public void createTopics(int partitions, String... names) {
        administer("create the topics " + List.of(names), admin -> {
            var existing = admin.listTopics().names().get(ADMIN_SECONDS, TimeUnit.SECONDS);
            var missing = Arrays.stream(names)
                    .filter(name -> !existing.contains(name))
                    .map(name -> new NewTopic(name, partitions, (short) 1))
                    .toList();
            return admin.createTopics(missing).all();
        });
    }

    /** Something that is asked of the broker. */
    private interface Request {
        KafkaFuture<Void> send(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private void administer(String what, Request request) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            request.send(admin).get(ADMIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RigException("Interrupted while about to " + what, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new RigException("Cannot " + what, e);
        }
    }

    @Override
    public void close() {
        process.stop();
    }

    private static Path properties(
            Path home, int port, Optional<SecureListener> secured, Map<String, String> overrides) {
        var all = defaults(home, port);
        secured.ifPresent(door -> door.addTo(all));
        var properties = new Properties();
        properties.putAll(all);
        properties.putAll(overrides);
        var file = home.resolve("server.properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
        return file;
    }

    private static Map<String, String> defaults(Path home, int port) {
        var controller = "127.0.0.1:" + LocalPort.free();
        var properties = new HashMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + controller);
        properties.put("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://%s".formatted(port, controller));
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("log.dirs", home.resolve("data").toString());
        properties.put("auto.create.topics.enable", "false");
        // A broker that was killed may come back only when its session has run out.
        properties.put("broker.session.timeout.ms", "4000");
        properties.put("broker.heartbeat.interval.ms", "1000");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // One broker: a single replica, and few partitions for the topics that Kafka keeps for itself.
        for (var topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.put(topic + ".num.partitions", "4");
            properties.put(topic + ".replication.factor", "1");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        return properties;
    }

    /**
     * Where the broker's classes are: in the file that {@code rig.classpath.file} names (for a main that Maven runs
     * inside itself), else on our own class path.
     */
    private static String classPath() {
        var file = System.getProperty("rig.classpath.file");
        var own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        var path = own;
        if (file != null) {
            try {
                path = Files.readString(Path.of(file)).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the broker's class path", e);
            }
        }
        if (!path.contains("kafka_2.13")) {
            throw new RigException(
                    "The broker (kafka_2.13) is not on the class path " + path.replace(File.pathSeparator, " "));
        }
        return path;
    }
}
