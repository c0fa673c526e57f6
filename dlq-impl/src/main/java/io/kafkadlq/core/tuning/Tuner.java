package io.kafkadlq.core.tuning;

import io.kafkadlq.api.config.TuningConfig;
import io.kafkadlq.api.config.TuningPreset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Chooses the defaults of a channel. A preset gives values that suit one another; a goal refines them; the machine bounds
 * both. Without preset and goal nothing is chosen.
 *
 * <p>Every number follows from the goal by a rule that its method states, so that the same goal on the same machine always
 * gives the same choices. More of a goal never gives less of what serves it: a greater rate no smaller buffer, a shorter
 * latency no larger batches.
 *
 * @param machine what all channels share
 * @param channels how many they are
 */
public record Tuner(Machine machine, int channels) {

    /** What a channel is to reach, and with what, in words. */
    public String aim(TuningConfig tuning) {
        return new Goal(tuning) + " on " + machine;
    }

    /** What to use where nobody has set a value, ring, batches and threads in this order. */
    public List<Choice> choices(TuningConfig tuning) {
        var goal = new Goal(tuning);
        if (tuning.preset() == TuningPreset.DEFAULT && goal.isOpen()) {
            return List.of();
        }
        var threads = new ThreadTuning(goal, machine);
        var buffer = new BufferTuning(goal, machine, channels, threads.readers());
        var batch = new BatchTuning(goal, buffer.size());
        return Stream.of(buffer.choices(), batch.choices(), threads.choices())
                .flatMap(List::stream)
                .toList();
    }
}
