package io.kafkadlq.bench.harness;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Holds results against what was aimed at, a line for each aim whose figures are there. */
public final class Verdicts {

    private Verdicts() {}

    public static String of(List<Result> results, List<Aim> aims) {
        return aims.stream()
                .map(aim -> line(results, aim))
                .flatMap(Optional::stream)
                .collect(Collectors.joining());
    }

    private static Optional<String> line(List<Result> results, Aim aim) {
        var reached = reached(results, aim);
        return reached.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%-16s %-44s %-28s %,10.2f   wanted %s, floor %s: %s%s%n",
                        aim.scene(),
                        aim.system() + aim.over().map(peer -> " / " + peer).orElse(""),
                        aim.unit().label(),
                        reached.getAsDouble(),
                        shortly(aim.excellent()),
                        shortly(aim.floor()),
                        aim.verdict(reached.getAsDouble()),
                        beside(results, aim)));
    }

    /** A figure says little on a machine where doing nothing has a bad one, too. */
    private static String beside(List<Result> results, Aim aim) {
        return aim.over().isPresent()
                ? ""
                : find(results, aim.scene(), aim.system(), aim.unit())
                        .flatMap(result -> find(results, aim.scene(), result.limit(), aim.unit()))
                        .map(limit -> String.format(
                                Locale.ROOT,
                                " (%s: %,.2f)",
                                limit.system(),
                                limit.statistics().median()))
                        .orElse("");
    }

    static OptionalDouble reached(List<Result> results, Aim aim) {
        var figure = find(results, aim.scene(), aim.system(), aim.unit());
        if (figure.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (aim.over().isEmpty()) {
            return OptionalDouble.of(figure.get().statistics().median());
        }
        return find(results, aim.scene(), aim.over().get(), aim.unit())
                .map(peer ->
                        OptionalDouble.of(Statistics.medianRatio(figure.get().values(), peer.values())))
                .orElse(OptionalDouble.empty());
    }

    private static Optional<Result> find(List<Result> results, String scene, String system, Unit unit) {
        return results.stream()
                .filter(result ->
                        result.scene().equals(scene) && result.system().equals(system) && result.unit() == unit)
                .findFirst();
    }

    private static String shortly(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
