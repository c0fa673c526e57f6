package io.kafkadlq.bench.harness;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Runs the contenders of a scene in turn, round after round, so that what the machine does beside meets all of them
 * alike. The first round warms up and does not count. Each run gets its share of what time is left for the rounds that
 * must be; rounds beyond these are made as long as another one fits.
 */
public final class Series {

    private final int wantedRounds;
    private final PrintStream progress;

    public Series(int wantedRounds, PrintStream progress) {
        this.wantedRounds = wantedRounds;
        this.progress = progress;
    }

    public List<Result> measure(Scene scene, Budget budget) {
        Map<String, List<Run>> counted = new LinkedHashMap<>();
        var roundTook = Duration.ZERO;
        for (int round = 0; round <= wantedRounds; round++) {
            boolean dispensable = round > Settings.FEWEST_RUNS;
            if (dispensable && roundTook.compareTo(budget.left()) > 0) {
                break;
            }
            var before = budget.left();
            int roundsThatMustBe = Math.max(1, Settings.FEWEST_RUNS + 1 - round);
            runRound(scene, round, budget.share(roundsThatMustBe), counted);
            roundTook = before.minus(budget.left());
        }
        return scene.contenders().stream()
                .flatMap(contender -> results(scene, contender, counted).stream())
                .toList();
    }

    private void runRound(Scene scene, int round, Budget budget, Map<String, List<Run>> counted) {
        int contendersLeft = scene.contenders().size();
        for (Contender contender : scene.contenders()) {
            // The garbage of one is not to be collected on the clock of the next.
            System.gc();
            // A fifth is left for what is outside of the run's clock.
            var bound = budget.share(contendersLeft--).left().multipliedBy(4).dividedBy(5);
            Run run = contender.run(bound);
            tell(scene, contender, round, run);
            if (round > 0) {
                counted.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(run);
            }
        }
    }

    private void tell(Scene scene, Contender contender, int round, Run run) {
        var first = new TreeMap<>(run.figures()).firstEntry();
        progress.printf(
                Locale.ROOT,
                "  %-16s %-28s %-8s %,12.0f %s%n",
                scene.name(),
                contender.name(),
                round == 0 ? "warm-up" : "run " + round,
                first.getValue(),
                first.getKey().label());
    }

    private static List<Result> results(Scene scene, Contender contender, Map<String, List<Run>> counted) {
        List<Run> runs = counted.getOrDefault(contender.name(), List.of());
        List<Run> limits = contender.limit().map(counted::get).orElse(List.of());
        var defects = runs.stream().map(Run::defects).reduce(Defects::plus).orElseThrow();
        var results = new ArrayList<Result>();
        for (Unit unit : new TreeMap<>(runs.get(0).figures()).keySet()) {
            List<Double> values = figures(runs, unit);
            List<Double> limitValues = figures(limits, unit);
            var ratio = limitValues.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Statistics.medianRatio(values, limitValues));
            results.add(new Result(
                    scene.name(),
                    contender.name(),
                    unit,
                    values,
                    contender.limit().orElse(""),
                    ratio,
                    defects));
        }
        return results;
    }

    private static List<Double> figures(List<Run> runs, Unit unit) {
        return runs.stream()
                .map(Run::figures)
                .filter(figures -> figures.containsKey(unit))
                .map(figures -> figures.get(unit))
                .toList();
    }
}
