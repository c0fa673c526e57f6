package io.kafkadlq.jpa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Gathers, of each sequence, what follows from its head on until the first that cannot be claimed. */
final class Runs {

    private final Map<Long, List<Candidate>> bySequence = new HashMap<>();
    private final Set<Long> ended = new HashSet<>();

    /** Adds the next record of a sequence. @return whether it belongs to the run */
    boolean add(Candidate next, boolean claimable) {
        long sequence = Objects.requireNonNull(next.sequence());
        boolean belongs = claimable && !ended.contains(sequence);
        if (belongs) {
            bySequence.computeIfAbsent(sequence, first -> new ArrayList<>()).add(next);
        } else {
            ended.add(sequence);
        }
        return belongs;
    }

    List<List<Candidate>> all() {
        return List.copyOf(bySequence.values());
    }
}
