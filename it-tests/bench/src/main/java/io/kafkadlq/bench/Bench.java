package io.kafkadlq.bench;

import io.kafkadlq.bench.flow.FlowSuite;
import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Machine;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.ResultsJson;
import io.kafkadlq.bench.harness.Settings;
import io.kafkadlq.bench.harness.Suite;
import io.kafkadlq.bench.harness.Table;
import io.kafkadlq.bench.harness.Verdicts;
import io.kafkadlq.bench.intake.IntakeSuite;
import io.kafkadlq.bench.jmh.JmhSuite;
import io.kafkadlq.bench.latency.LatencySuite;
import io.kafkadlq.bench.memory.MemorySuite;
import io.kafkadlq.bench.peers.PeersSuite;
import io.kafkadlq.bench.retry.RetrySuite;
import io.kafkadlq.bench.store.StoreSuite;
import io.kafkadlq.bench.volume.VolumeSuite;
import io.kafkadlq.bench.zerocopy.ZeroCopySuite;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The main of a suite's JVM: measures the suite that {@code -Dbench=} names, prints one table, writes one file. */
public final class Bench {

    private static final List<Suite> SUITES = List.of(
            new IntakeSuite(),
            new PeersSuite(),
            new LatencySuite(),
            new MemorySuite(),
            new ZeroCopySuite(),
            new FlowSuite(),
            new RetrySuite(),
            new VolumeSuite(),
            new StoreSuite(),
            new JmhSuite());

    /** A suite ends within ten minutes; stopping its servers takes a part of the last. */
    private static final Duration BUDGET = Duration.ofMinutes(9);

    private Bench() {}

    public static void main(String[] arguments) {
        try {
            run();
        } catch (Throwable failed) {
            failed.printStackTrace();
            System.exit(1);
        }
        // A peer's threads may outlive its closing.
        System.exit(0);
    }

    private static void run() {
        // What a peer says of its own threads when it is stopped, or Kafka's clients of a topic that is new.
        System.setProperty("org.slf4j.simpleLogger.log.io.confluent", "off");
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka.clients", "error");
        // Nor is what the product tells at INFO the result of a benchmark.
        Logger.getLogger("").setLevel(Level.WARNING);
        Settings settings;
        Suite suite;
        try {
            settings = Settings.fromSystemProperties();
            suite = named(settings.suite());
        } catch (IllegalArgumentException mistake) {
            System.err.println(mistake.getMessage());
            System.exit(2);
            return;
        }
        List<Result> results = suite.measure(settings, Budget.of(BUDGET));
        System.out.printf("%n%s%n%s%n%s%n", Machine.describe(), Table.of(results), Verdicts.of(results, suite.aims()));
        var file = settings.target().resolve(suite.name() + ".json");
        ResultsJson.write(results, file);
        System.out.println("written: " + file);
    }

    private static Suite named(String name) {
        return SUITES.stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        (name.isEmpty() ? "No suite is named" : "There is no suite '" + name + "'")
                                + "; run mvn -Pbench -Dbench=<suite> with one of:"
                                + SUITES.stream()
                                        .map(suite -> "%n  %-8s %s".formatted(suite.name(), suite.description()))
                                        .collect(Collectors.joining())));
    }
}
