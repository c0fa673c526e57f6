package io.kafkadlq.bench.flow;

import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.rig.KafkaBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Where all scenes play.
 *
 * @param data for what is needed during a scene
 * @param target for what remains
 */
record Venue(KafkaBroker broker, Path data, Path target) {

    static final int PARTITIONS = 6;

    /** A new topic for one scene. */
    String openTopic(String name) {
        broker.createTopics(PARTITIONS, name);
        return name;
    }

    /** A course is played once: minutes of it leave no time for a second. */
    static List<Result> results(String scene, String system, Map<Unit, Double> figures, Defects defects) {
        return new TreeMap<>(figures)
                .entrySet().stream()
                        .map(figure -> new Result(
                                scene,
                                system,
                                figure.getKey(),
                                List.of(figure.getValue()),
                                "",
                                OptionalDouble.empty(),
                                defects))
                        .toList();
    }
}
