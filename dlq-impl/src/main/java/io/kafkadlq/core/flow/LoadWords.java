package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.LoadMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words what a door's readings are. */
final class LoadWords {

    private LoadWords() {}

    static String of(LoadMetrics load) {
        List<String> words = new ArrayList<>();
        words.add(String.format(Locale.ROOT, "%,d of %,d pending", load.pending(), load.maxPending()));
        if (load.door() == Door.STORE) {
            words.add("ring " + percent(load.ringFill()) + " full");
        }
        words.add(load.processingTime().toMillis() + " ms to an outcome");
        words.add(percent(load.errorRate()) + (load.door() == Door.STORE ? " of writes failing" : " of calls failing"));
        load.cpu().ifPresent(share -> words.add("CPU at " + percent(share)));
        load.heapAfterGc().ifPresent(share -> words.add("heap " + percent(share) + " full after collection"));
        return String.join(", ", words);
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
