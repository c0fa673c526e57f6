package io.kafkadlq.bench.flow;

import io.kafkadlq.api.config.RateLimitAlgorithm;
import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
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
    private static final double CHANGED_SECONDS = 1.5;
    private static final Duration WINDOW = Duration.ofMillis(50);
    private static final double TOLERANCE = 0.1;

    /**
     * A make of limiters.
     *
     * @param name in the results
     * @param limiters makes one for a rate
     * @param window the shortest time in which its rate can be seen
     */
    private record Make(String name, DoubleFunction<Limited> limiters, Duration window) {}

    /** A sliding window gives its whole share at once to who asks for it: there is no rate within it. */
    private static final List<Make> MAKES = List.of(
            new Make("limit", Limited::bare, WINDOW),
            new Make("ours/token-bucket", rate -> Limited.ours(RateLimitAlgorithm.TOKEN_BUCKET, rate), WINDOW),
            new Make(
                    "ours/sliding-window",
                    rate -> Limited.ours(RateLimitAlgorithm.SLIDING_WINDOW, rate),
                    Duration.ofSeconds(1)),
            new Make("failsafe/bursty", OtherLimiters::failsafe, Duration.ofMillis(100)),
            new Make("bucket4j", OtherLimiters::bucket4j, WINDOW));

    List<Result> play() {
        var results = new ArrayList<Result>();
        for (Make make : MAKES) {
            for (double rate : RATES) {
                results.addAll(Venue.results(
                        SCENE,
                        String.format(Locale.ROOT, "%s/%,.0f", make.name(), rate),
                        measure(make, rate),
                        Defects.of(Defects.NOT_CHECKED, Defects.NOT_CHECKED)));
            }
        }
        return results;
    }

    /** The rate, then a doubled one, then half of the first. */
    private static Map<Unit, Double> measure(Make make, double rate) {
        var limited = make.limiters().apply(rate);
        var askers = Stream.generate(() -> new Asker(limited)).limit(ASKERS).toList();
        askers.forEach(Asker::start);
        var course = Course.begin();
        course.awaitSecond(BURST_SECONDS);
        long from = System.nanoTime();
        course.awaitSecond(BURST_SECONDS + MEASURED_SECONDS);
        long to = System.nanoTime();
        // The burst that ends what is measured may still be to come.
        course.awaitSecond(
                BURST_SECONDS + MEASURED_SECONDS + 1.2 * make.window().toMillis() / 1e3);
        var changes = new ArrayList<Change>();
        if (limited.isAdjustable()) {
            changes.add(change(limited, 2 * rate));
            changes.add(change(limited, rate / 2));
        }
        var grants = new Grants(askers.stream()
                .flatMapToLong(asker -> LongStream.of(asker.stop()))
                .toArray());
        double reached = grants.meanPerSecond(from, to);
        var figures = new EnumMap<Unit, Double>(Unit.class);
        figures.put(Unit.RATE, reached);
        figures.put(Unit.RATE_ERROR, Math.abs(reached / rate - 1) * 100);
        changes.stream()
                .mapToDouble(change -> change.millisUntilSeen(grants, make.window()))
                .max()
                .ifPresent(slowest -> figures.put(Unit.RATE_CHANGE, slowest));
        return figures;
    }

    private static Change change(Limited limited, double rate) {
        long changed = System.nanoTime();
        limited.perSecond(rate);
        Course.begin().awaitSecond(CHANGED_SECONDS);
        return new Change(new Grants.Span(changed, System.nanoTime()), rate);
    }

    /** Another rate, and when it was to be kept. */
    private record Change(Grants.Span span, double rate) {

        double millisUntilSeen(Grants grants, Duration window) {
            var until = grants.untilRate(span, window.toNanos(), rate, TOLERANCE);
            return until.isPresent() ? until.getAsLong() / 1e6 : Double.NaN;
        }
    }
}
