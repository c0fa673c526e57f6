package io.kafkadlq.bench.flow;

import io.kafkadlq.bench.harness.Aim;
import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Directories;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Settings;
import io.kafkadlq.bench.harness.Suite;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.rig.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Flow control at work: each scene is one course of minutes with something going wrong in the middle of it. */
public final class FlowSuite implements Suite {

    /** What goes wrong is what the scenes are about: it need not be told as well. Held, or levels would be forgotten. */
    private static final List<Logger> TELLING = Stream.of("io.kafkadlq", "org.hibernate", "org.postgresql")
            .map(Logger::getLogger)
            .toList();

    private static final int OUTAGE_SECONDS = 60;
    private static final String ADAPTIVE = "adaptive";
    private static final String THRESHOLD = "threshold";

    @Override
    public String name() {
        return "flow";
    }

    @Override
    public String description() {
        return "a store away, a dependency down, a slow handler, and limiters: courses over time, with charts";
    }

    @Override
    public List<Result> measure(Settings settings, Budget budget) {
        var outage = outage();
        TELLING.forEach(logger -> logger.setLevel(Level.OFF));
        System.setProperty("org.slf4j.simpleLogger.log.com.zaxxer.hikari", "off");
        // Hibernate would tell by the logging that it finds first on the class path.
        System.setProperty("org.jboss.logging.provider", "jdk");
        var data = settings.target().resolve("flow");
        Directories.delete(data);
        var results = new ArrayList<Result>();
        if (isWanted(Limiters.SCENE)) {
            results.addAll(new Limiters().play());
        }
        try (var broker = KafkaBroker.start(data.resolve("broker"))) {
            var venue = new Venue(broker, data, settings.target());
            if (isWanted(SlowHandler.SCENE)) {
                results.addAll(slowHandler(venue, budget));
            }
            if (isWanted(DependencyDown.SCENE)) {
                results.addAll(new DependencyDown(venue).play(budget));
            }
            // Last, since its backlog takes as long as the database needs: it gets all the time that is left.
            if (isWanted(StoreAway.SCENE)) {
                results.addAll(new StoreAway(venue, outage).play(budget));
            }
        } finally {
            Directories.delete(data);
        }
        return results;
    }

    private static List<Result> slowHandler(Venue venue, Budget budget) {
        var adaptive = new SlowHandler(venue, ADAPTIVE).play(budget);
        var threshold = new SlowHandler(venue, THRESHOLD).play(budget);
        SlowHandlerChart.of(adaptive, threshold).write(venue.target().resolve("slow-handler.svg"));
        var results = new ArrayList<Result>();
        results.addAll(adaptive.results("ours/" + ADAPTIVE));
        results.addAll(threshold.results("ours/" + THRESHOLD));
        return results;
    }

    /** All of them, unless one is named. */
    private static boolean isWanted(String scene) {
        var wanted = System.getProperty("bench.scene", "").strip();
        if (!wanted.isEmpty() && !wanted.equals(scene)) {
            return false;
        }
        System.out.println(scene);
        return true;
    }

    private static Duration outage() {
        var seconds = System.getProperty("bench.outage", "").strip();
        try {
            return Duration.ofSeconds(seconds.isEmpty() ? OUTAGE_SECONDS : Integer.parseInt(seconds));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "bench.outage is '" + seconds + "', which is not a number of seconds", e);
        }
    }

    @Override
    public List<Aim> aims() {
        return List.of(
                Aim.figure(StoreAway.SCENE, StoreAway.SYSTEM, Unit.RECOVERY, 2, 5),
                Aim.figure(StoreAway.SCENE, StoreAway.SYSTEM, Unit.REBALANCES, 0, 0.5),
                Aim.figure(StoreAway.SCENE, StoreAway.SYSTEM, Unit.HEAP, 512, 1024),
                Aim.figure(DependencyDown.SCENE, DependencyDown.SYSTEM, Unit.TO_OPEN, 500, 2_000),
                Aim.figure(DependencyDown.SCENE, DependencyDown.SYSTEM, Unit.CALLS_WHILE_OPEN, 2, 5),
                Aim.figure(DependencyDown.SCENE, DependencyDown.SYSTEM, Unit.RECOVERY, 4, 6),
                Aim.ratio(SlowHandler.SCENE, "ours/" + ADAPTIVE, "ours/" + THRESHOLD, Unit.LONGEST_INSIDE, 0.3, 0.5),
                Aim.figure(SlowHandler.SCENE, "ours/" + ADAPTIVE, Unit.RECOVERY, 2, 5),
                Aim.figure(Limiters.SCENE, "ours/token-bucket/1,000", Unit.RATE_ERROR, 0.2, 1),
                Aim.figure(Limiters.SCENE, "ours/token-bucket/100,000", Unit.RATE_ERROR, 0.2, 1),
                Aim.figure(Limiters.SCENE, "ours/sliding-window/1,000", Unit.RATE_ERROR, 0.2, 1),
                Aim.figure(Limiters.SCENE, "ours/sliding-window/100,000", Unit.RATE_ERROR, 0.2, 1),
                Aim.figure(Limiters.SCENE, "ours/token-bucket/1,000", Unit.RATE_CHANGE, 50, 100),
                Aim.figure(Limiters.SCENE, "ours/token-bucket/100,000", Unit.RATE_CHANGE, 50, 100),
                Aim.figure(Limiters.SCENE, "ours/sliding-window/1,000", Unit.RATE_CHANGE, 50, 100),
                Aim.figure(Limiters.SCENE, "ours/sliding-window/100,000", Unit.RATE_CHANGE, 50, 100));
    }
}
