package io.kafkadlq.bench.volume;

import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** How long calls took, by name. Threading: one thread. */
final class Calls {

    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    <T> T timed(String call, Supplier<T> work) {
        long start = System.nanoTime();
        T brought = work.get();
        millis.computeIfAbsent(call, name -> new ArrayList<>()).add((System.nanoTime() - start) / 1e6);
        return brought;
    }

    List<Result> results(String scene) {
        return millis.entrySet().stream()
                .map(call -> result(scene, call.getKey(), Unit.CALL, call.getValue()))
                .toList();
    }

    static Result result(String scene, String system, Unit unit, List<Double> values) {
        var unchecked = Defects.of(Defects.NOT_CHECKED, Defects.NOT_CHECKED);
        return new Result(scene, system, unit, values, "", OptionalDouble.empty(), unchecked);
    }
}
