package io.kafkadlq.kafka;

import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.payload.Fetched;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** The offsets of one partition that are still to be read, and where their answers go. Not thread-safe. */
final class WantedOffsets {

    /** What lies further ahead is leapt to: records may be large, and those between are read in vain. */
    private static final long FAR = 100;

    private final TopicPartition partition;
    private final Fetched[] answers;
    private final NavigableMap<Long, List<Wanted>> byOffset = new TreeMap<>();

    // Where the latest poll has left off.
    private long reached = -1;

    private record Wanted(Source place, int index) {}

    WantedOffsets(TopicPartition partition, Fetched[] answers) {
        this.partition = partition;
        this.answers = answers;
    }

    TopicPartition partition() {
        return partition;
    }

    /** The same offset may be wanted more than once. */
    void add(Source place, int index) {
        byOffset.computeIfAbsent(place.offset(), first -> new ArrayList<>(1)).add(new Wanted(place, index));
    }

    boolean isEmpty() {
        return byOffset.isEmpty();
    }

    /** @throws java.util.NoSuchElementException if none is wanted any more */
    long first() {
        return byOffset.firstKey();
    }

    boolean isFarFrom(long position) {
        return first() - position > FAR;
    }

    /** Whether that is another position than the last time. */
    boolean hasMovedTo(long position) {
        boolean moved = position != reached;
        reached = position;
        return moved;
    }

    /** Answers those that want this offset, if any do. */
    void take(long offset, Function<Source, Fetched> answer) {
        List<Wanted> here = byOffset.remove(offset);
        if (here != null) {
            here.forEach(wanted -> answers[wanted.index()] = answer.apply(wanted.place()));
        }
    }

    /** Those wanted below this offset are gone. */
    void answerBefore(long offset, Function<Source, String> why) {
        answer(byOffset.headMap(offset, false), place -> new Fetched.Gone(why.apply(place)));
    }

    /** Those wanted from this offset on. */
    void answerFrom(long offset, Function<Source, Fetched> answer) {
        answer(byOffset.tailMap(offset, true), answer);
    }

    private void answer(NavigableMap<Long, List<Wanted>> some, Function<Source, Fetched> answer) {
        some.values().forEach(all -> all.forEach(wanted -> answers[wanted.index()] = answer.apply(wanted.place())));
        some.clear();
    }

    void answerAll(Fetched answer) {
        answer(byOffset, place -> answer);
    }
}
