package io.kafkadlq.bench.harness;

import java.util.Optional;

/**
 * What is wanted of one figure: an excellent value and one that is just good enough. Smaller figures are the better ones
 * if the excellent value is below the floor.
 *
 * @param over who it is divided by, run by run; if absent, the figure itself is what counts
 */
public record Aim(String scene, String system, Optional<String> over, Unit unit, double excellent, double floor) {

    public static Aim ratio(String scene, String system, String over, Unit unit, double excellent, double floor) {
        return new Aim(scene, system, Optional.of(over), unit, excellent, floor);
    }

    public static Aim figure(String scene, String system, Unit unit, double excellent, double floor) {
        return new Aim(scene, system, Optional.empty(), unit, excellent, floor);
    }

    String verdict(double reached) {
        if (isAtLeast(reached, excellent)) {
            return "excellent";
        }
        return isAtLeast(reached, floor) ? "above the floor" : "BELOW THE FLOOR";
    }

    private boolean isAtLeast(double reached, double wanted) {
        return excellent < floor ? reached <= wanted : reached >= wanted;
    }
}
