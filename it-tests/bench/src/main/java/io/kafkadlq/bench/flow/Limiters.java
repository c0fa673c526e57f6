package io.kafkadlq.bench.flow;

import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Two threads ask a limiter for all they can get: how near to the rate that is, and how soon another rate is kept. */
final class Limiters {

    static final String SCENE = "limiters";

    private static final List<Double> RATES = List.of(1_000.0, 100_000.0);
    private static final int ASKERS = 2;

    /** In which what had gathered before the start is used up. */
    private static final double BURST_SECONDS = 1;

    private static final double MEASURED_SECONDS = 10;
    private static final double CHANGED_SECONDS = 1;
    private static final long WINDOW_NANOS = 50_000_000;
    private static final double TOLERANCE = 0.1;

    /** The makes, by the name in the results; each makes one for a rate. */
    private static Map<String, DoubleFunction<Limited>> makes() {
        var makes = new LinkedHashMap<String, DoubleFunction<Limited>>();
        makes.put("limit", Limited::bare);
        return makes;
    }

    List<Result> play() {
        var results = new ArrayList<Result>();
        makes().forEach((name, make) -> {
            for (double rate : RATES) {
                results.addAll(Venue.results(
                        SCENE,
                        "%s/%,.0f".formatted(name, rate),
                        measure(make.apply(rate), rate),
                        Defects.of(Defects.NOT_CHECKED, Defects.NOT_CHECKED)));
            }
        });
        return results;
    }

    /** The rate, then a doubled one, then half of the first. */
    private static Map<Unit, Double> measure(Limited limited, double rate) {
        var askers = Stream.generate(() -> new Asker(limited)).limit(ASKERS).toList();
        askers.forEach(Asker::start);
        var course = Course.begin();
        course.awaitSecond(BURST_SECONDS);
        long from = System.nanoTime();
        course.awaitSecond(BURST_SECONDS + MEASURED_SECONDS);
        long doubled = System.nanoTime();
        limited.perSecond(2 * rate);
        course.awaitSecond(BURST_SECONDS + MEASURED_SECONDS + CHANGED_SECONDS);
        long halved = System.nanoTime();
        limited.perSecond(rate / 2);
        course.awaitSecond(BURST_SECONDS + MEASURED_SECONDS + 2 * CHANGED_SECONDS);
        var grants = new Grants(askers.stream()
                .flatMapToLong(asker -> LongStream.of(asker.stop()))
                .toArray());
        double reached = grants.perSecond(from, doubled);
        return Map.of(
                Unit.RATE,
                reached,
                Unit.RATE_ERROR,
                Math.abs(reached / rate - 1) * 100,
                Unit.RATE_CHANGE,
                Math.max(millisUntil(grants, doubled, 2 * rate), millisUntil(grants, halved, rate / 2)));
    }

    private static double millisUntil(Grants grants, long changed, double rate) {
        var until = grants.untilRate(changed, WINDOW_NANOS, rate, TOLERANCE);
        return until.isPresent() ? until.getAsLong() / 1e6 : Double.NaN;
    }
}
