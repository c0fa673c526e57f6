package io.kafkadlq.core.metrics;

import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.metrics.MetricKind;
import io.kafkadlq.api.metrics.MetricSample;
import io.kafkadlq.api.metrics.MetricSample.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Makes families that have a sample of each of some things, which are told apart by their labels.
 *
 * @param labels the names of these
 * @param things each with the values of its labels, in the order of their names
 * @param made where the families go
 */
record Families<T>(List<String> labels, List<Thing<T>> things, List<MetricFamily> made) {

    record Thing<T>(List<String> values, T itself) {}

    Families<T> counter(String name, String help, ToDoubleFunction<T> value) {
        return readings(name, MetricKind.COUNTER, help, thing -> OptionalDouble.of(value.applyAsDouble(thing)));
    }

    Families<T> gauge(String name, String help, ToDoubleFunction<T> value) {
        return some(name, help, thing -> OptionalDouble.of(value.applyAsDouble(thing)));
    }

    /** Samples of those that have a value only. */
    Families<T> some(String name, String help, Function<T, OptionalDouble> value) {
        return readings(name, MetricKind.GAUGE, help, value);
    }

    /** The same of totals. */
    Families<T> someTotal(String name, String help, Function<T, OptionalDouble> value) {
        return readings(name, MetricKind.COUNTER, help, value);
    }

    Families<T> summary(String name, String help, Function<T, Duration> p50, Function<T, Duration> p99) {
        var samples = new ArrayList<MetricSample>();
        things.forEach(thing -> samples.add(quantile(thing, "0.5", p50)));
        things.forEach(thing -> samples.add(quantile(thing, "0.99", p99)));
        var all = new ArrayList<>(labels);
        all.add("quantile");
        made.add(new MetricFamily(name, MetricKind.SUMMARY, unit(name), help, all, samples));
        return this;
    }

    private MetricSample quantile(Thing<T> thing, String quantile, Function<T, Duration> time) {
        Map<String, String> its = labelled(thing);
        its.put("quantile", quantile);
        return new Reading(its, time.apply(thing.itself()).toNanos() / 1e9);
    }

    Families<T> histogram(String name, String help, Function<T, Timing> timing) {
        List<MetricSample> samples = things.stream()
                .<MetricSample>map(thing -> timing.apply(thing.itself()).times(labelled(thing)))
                .toList();
        made.add(new MetricFamily(name, MetricKind.HISTOGRAM, unit(name), help, labels, samples));
        return this;
    }

    private Families<T> readings(String name, MetricKind kind, String help, Function<T, OptionalDouble> value) {
        var samples = new ArrayList<MetricSample>();
        for (Thing<T> thing : things) {
            value.apply(thing.itself()).ifPresent(known -> samples.add(new Reading(labelled(thing), known)));
        }
        made.add(new MetricFamily(name, kind, unit(name), help, labels, samples));
        return this;
    }

    private Map<String, String> labelled(Thing<T> thing) {
        var named = new LinkedHashMap<String, String>();
        for (int i = 0; i < labels.size(); i++) {
            named.put(labels.get(i), thing.values().get(i));
        }
        return named;
    }

    /** Names say it, as Prometheus wants them to. */
    private static String unit(String name) {
        String bare = name.replaceFirst("_total$", "");
        for (String unit : List.of("seconds", "bytes", "ratio")) {
            if (bare.endsWith("_" + unit)) {
                return unit;
            }
        }
        return "";
    }
}
