package io.kafkadlq.bench.jmh;

import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Statistics;
import io.kafkadlq.bench.harness.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * Turns JMH's results into the harness's. A benchmark with its parameters is a scene, the parameter {@code system} is the
 * contender; the first of a scene is what the others are compared with.
 */
final class JmhResults {

    private static final String SYSTEM = "system";
    private static final String BYTES_PER_OPERATION = "gc.alloc.rate.norm";

    private JmhResults() {}

    static List<Result> of(Collection<RunResult> results) {
        Map<String, List<RunResult>> scenes = new LinkedHashMap<>();
        for (RunResult result : results) {
            scenes.computeIfAbsent(scene(result.getParams()), scene -> new ArrayList<>())
                    .add(result);
        }
        return scenes.entrySet().stream()
                .flatMap(scene -> of(scene.getKey(), scene.getValue()).stream())
                .toList();
    }

    private static List<Result> of(String scene, List<RunResult> systems) {
        RunResult first = systems.get(0);
        var results = new ArrayList<Result>();
        for (RunResult system : systems) {
            var ratio = system == first
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Statistics.medianRatio(rates(system), rates(first)));
            results.add(result(scene, system, Unit.RATE, rates(system), system == first ? "" : name(first), ratio));
            results.add(result(scene, system, Unit.ALLOCATED, bytes(system), "", OptionalDouble.empty()));
        }
        return results;
    }

    private static Result result(
            String scene, RunResult system, Unit unit, List<Double> values, String limit, OptionalDouble ratio) {
        return new Result(scene, name(system), unit, values, limit, ratio, defects(system));
    }

    /** The method's name, and the parameters but for the system. */
    private static String scene(BenchmarkParams params) {
        String benchmark = params.getBenchmark();
        var scene = new StringBuilder(benchmark.substring(benchmark.lastIndexOf('.') + 1));
        for (String key : params.getParamsKeys()) {
            if (!key.equals(SYSTEM)) {
                scene.append(' ').append(params.getParam(key));
            }
        }
        return scene.toString();
    }

    private static String name(RunResult result) {
        return result.getParams().getParam(SYSTEM);
    }

    private static List<Double> rates(RunResult result) {
        return iterations(result, iteration -> iteration.getPrimaryResult().getScore());
    }

    private static List<Double> bytes(RunResult result) {
        return iterations(result, iteration -> secondary(iteration, BYTES_PER_OPERATION));
    }

    private static Defects defects(RunResult result) {
        return new Defects(sum(result, "orderViolations"), sum(result, "lost"), sum(result, "duplicated"));
    }

    private static long sum(RunResult result, String counter) {
        if (!result.getSecondaryResults().containsKey(counter)) {
            return Defects.NOT_CHECKED;
        }
        return (long) iterations(result, iteration -> secondary(iteration, counter)).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static double secondary(IterationResult iteration, String name) {
        return Objects.requireNonNull(iteration.getSecondaryResults().get(name), name)
                .getScore();
    }

    private static List<Double> iterations(RunResult result, ToDoubleFunction<IterationResult> figure) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(figure::applyAsDouble)
                .toList();
    }
}
