package io.kafkadlq.core.config;

import io.kafkadlq.core.tuning.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sizes of which none may exceed the next, such as a batch and the ring it is taken from. Those that somebody set have to
 * fit one another; those that nobody set give way to them, so that no one is told to mend a value he never wrote.
 *
 * @param steps the least first; the defaults among them ascend by themselves
 */
record Ascent(List<Step> steps) {

    /**
     * One of the sizes.
     *
     * @param ending what its key ends in
     * @param key where it was found, or would be written
     * @param size as it was set, or else as it is by default
     * @param isSet whether somebody set it
     */
    record Step(String ending, String key, int size, boolean isSet) {}

    Ascent {
        steps = List.copyOf(steps);
    }

    /** Reports each size that is set greater than the next that is set. */
    void check(Violations violations) {
        List<Step> set = steps.stream().filter(Step::isSet).toList();
        for (int i = 1; i < set.size(); i++) {
            Step less = set.get(i - 1);
            Step more = set.get(i);
            if (less.size() > more.size()) {
                violations.add(
                        less.key(),
                        Integer.toString(less.size()),
                        "at most " + more.size() + ", what " + more.key() + " has room for");
            }
        }
    }

    /** The defaults that cannot stay, each as near to what it was as what is set allows. */
    List<Choice> givenWay() {
        List<Choice> changed = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!step.isSet()) {
                // What is set ascends, so on either side the nearest is what counts.
                Optional<Step> least =
                        steps.subList(0, i).stream().filter(Step::isSet).reduce((far, near) -> near);
                Optional<Step> most = steps.subList(i + 1, steps.size()).stream()
                        .filter(Step::isSet)
                        .findFirst();
                giveWay(step, least, most).ifPresent(changed::add);
            }
        }
        return changed;
    }

    private static Optional<Choice> giveWay(Step step, Optional<Step> least, Optional<Step> most) {
        return most.filter(bound -> bound.size() < step.size())
                .map(bound -> changed(step, bound, "no more than " + bound.key() + " has room for"))
                .or(() -> least.filter(bound -> bound.size() > step.size())
                        .map(bound -> changed(step, bound, "no less than " + bound.key() + " asks for")));
    }

    private static Choice changed(Step step, Step bound, String why) {
        return new Choice(step.ending(), Integer.toString(bound.size()), why);
    }
}
