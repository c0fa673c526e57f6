package io.kafkadlq.rig.demo;

import io.kafkadlq.rig.AppServer;
import io.kafkadlq.rig.KafkaBroker;
import io.kafkadlq.rig.LocalPort;
import io.kafkadlq.rig.PayaraMicro;
import io.kafkadlq.rig.RigException;
import io.kafkadlq.rig.ServerProcess;
import io.kafkadlq.rig.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Runs the product on this machine until Ctrl-C: a broker, Payara Micro with the service, and the sample shop.
 *
 * <p>Threading: Maven's thread starts everything and waits for a part to fail; a shutdown hook stops everything. Whoever
 * comes first to {@link #stop()} does it.
 */
public final class Demo {

    private static final int BROKER_PORT = 9092;
    private static final int PARTITIONS = 3;
    private static final int STOP_SECONDS = 30;

    private final DemoSettings settings;
    private final Predecessors predecessors;
    private final Deque<ServerProcess> running = new ArrayDeque<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<ServerProcess> failed = new CompletableFuture<>();

    private Demo(DemoSettings settings, Predecessors predecessors) {
        this.settings = settings;
        this.predecessors = predecessors;
    }

    public static void main(String[] arguments) {
        var settings = DemoSettings.read();
        // First, as an earlier run that is just ending still has the port.
        var predecessors = Predecessors.replace(settings.data());
        if (!LocalPort.isFree(settings.port())) {
            throw new RigException("Port %d is taken. Choose another: mvn -Prun -Dport=%d"
                    .formatted(settings.port(), settings.port() + 1));
        }
        var demo = new Demo(settings, predecessors);
        Runtime.getRuntime().addShutdownHook(new Thread(demo::stop, "demo-stop"));
        demo.run();
    }

    private void run() {
        try {
            start();
            var ended = failed.join();
            throw new RigException("A part has ended by itself. Its log " + ended.log() + " ends:\n" + ended.tail());
        } catch (RigException e) {
            // Stopped by the hook, parts end and starts fail; that is no news then.
            if (!stopping.get()) {
                throw e;
            }
        } finally {
            stop();
        }
    }

    private void start() {
        say("Data and logs are in " + settings.data() + "; mvn clean removes them");
        var password = settings.adminPassword().orElseGet(DemoSettings::newPassword);
        var wars = new LinkedHashMap<>(Map.of("dlq", settings.server().resolve("dlq.war")));
        ServerSettings server;
        if (settings.kafka().isPresent()) {
            say("Using the Kafka at " + settings.kafka().get() + "; no broker and no shop of our own");
            server = settings.withKafka(password);
        } else {
            var broker = startBroker();
            wars.put("shop", settings.server().resolve("shop.war"));
            server = settings.withBroker(broker.bootstrapServers(), password);
        }
        startServer(server, wars);
        // The last line of a start, which scripts wait for.
        say("DLQ ready: http://localhost:%d/dlq/ user admin password %s"
                .formatted(settings.port(), settings.adminPassword().isPresent() ? "as you set it" : password));
    }

    private KafkaBroker startBroker() {
        var port = LocalPort.isFree(BROKER_PORT) ? BROKER_PORT : LocalPort.free();
        var home = settings.data().resolve("broker");
        var broker = timed("A Kafka broker on 127.0.0.1:" + port, () -> KafkaBroker.start(home, port));
        watch(broker.process());
        broker.createTopics(PARTITIONS, "orders", "orders-dlt");
        return broker;
    }

    private void startServer(ServerSettings server, Map<String, Path> wars) {
        var jar = settings.server().resolve("payara-micro.jar");
        var home = settings.data().resolve("server");
        AppServer micro = timed(
                "Payara Micro with " + String.join(" and ", wars.keySet()),
                () -> PayaraMicro.start(jar, home, settings.port(), server, wars));
        watch(micro.process());
    }

    private <T> T timed(String what, Supplier<T> start) {
        say("Starting: " + what);
        var begin = Instant.now();
        var started = start.get();
        say("  took %.1f s".formatted(Duration.between(begin, Instant.now()).toMillis() / 1000.0));
        return started;
    }

    private void watch(ServerProcess process) {
        predecessors.add(process);
        synchronized (running) {
            running.push(process);
        }
        var unused = process.onExit().thenRun(() -> failed.complete(process));
    }

    /** The latest started first: the server still commits its offsets to the broker. */
    private void stop() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        say("Stopping");
        synchronized (running) {
            running.forEach(ServerProcess::stop);
        }
        // A part that was just starting is nobody's yet.
        ProcessHandle.current().children().forEach(Demo::end);
        say("Stopped");
    }

    private static void end(ProcessHandle child) {
        child.destroy();
        child.onExit().completeOnTimeout(child, STOP_SECONDS, TimeUnit.SECONDS).join();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
