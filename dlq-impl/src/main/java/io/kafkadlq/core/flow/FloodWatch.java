package io.kafkadlq.core.flow;

import io.kafkadlq.api.config.FloodGuardConfig;
import io.kafkadlq.api.model.PartitionStatistics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Notices when so much of a source topic fails that it looks like a defect and not like a few bad records, from counters
 * that the partitions keep anyway. A flood is over when less than half the limit fails.
 *
 * <p>Threading: {@link #look} by the pulse thread; {@link #floods} by any.
 */
public final class FloodWatch {

    private static final double OVER = 0.5;
    private static final int LOOKS = 20;

    private final FloodGuardConfig config;
    private final Listener listener;
    private final long lookEveryNanos;
    private final Map<String, PartitionStatistics> seen = new HashMap<>();
    private final Map<String, Topic> topics = new TreeMap<>();
    private long lookedNanos;
    private volatile Map<String, Double> floods = Map.of();

    /** Is told when a topic's failures become a flood, or no longer are one. */
    @FunctionalInterface
    public interface Listener {

        void changed(String topic, boolean flooded, double failureRatio);
    }

    private record Reading(long atNanos, long entered, long failed) {}

    /** What a topic has had so far, and readings of it over the window. */
    private static final class Topic {

        private final Deque<Reading> readings = new ArrayDeque<>();
        private long entered;
        private long failed;

        Topic(long now) {
            readings.add(new Reading(now, 0, 0));
        }

        void add(long moreEntered, long moreFailed) {
            entered += moreEntered;
            failed += moreFailed;
        }
    }

    public FloodWatch(FloodGuardConfig config, Listener listener, long now) {
        this.config = config;
        this.listener = listener;
        this.lookEveryNanos = config.window().toNanos() / LOOKS;
        this.lookedNanos = now;
    }

    /** The share of failures of each topic that is in flood. */
    public Map<String, Double> floods() {
        return floods;
    }

    /** Whether it is time to {@link #look} again. */
    public boolean isDue(long now) {
        return now - lookedNanos >= lookEveryNanos;
    }

    public void look(long now, Iterable<PartitionStatistics> partitions) {
        lookedNanos = now;
        partitions.forEach(partition -> count(now, partition));
        Map<String, Double> before = floods;
        Map<String, Double> found = new TreeMap<>();
        topics.forEach((name, topic) -> judge(name, ratio(now, topic), before, found));
        floods = Map.copyOf(found);
    }

    /** A partition that was assigned anew counts from nought again. */
    private void count(long now, PartitionStatistics partition) {
        PartitionStatistics before = seen.put(partition.topic() + "-" + partition.partition(), partition);
        boolean anew = before == null || partition.read() < before.read();
        topics.computeIfAbsent(partition.topic(), name -> new Topic(now))
                .add(
                        anew ? partition.read() : partition.read() - before.read(),
                        anew ? partition.failed() : partition.failed() - before.failed());
    }

    /** The share of failures in the window; nought while there is too little to judge by. */
    private double ratio(long now, Topic topic) {
        topic.readings.addLast(new Reading(now, topic.entered, topic.failed));
        while (topic.readings.size() > LOOKS + 1) {
            topic.readings.removeFirst();
        }
        Reading first = topic.readings.getFirst();
        long failed = topic.failed - first.failed();
        long records = Math.max(topic.entered - first.entered(), failed);
        return records < config.minimumRecords() ? 0 : (double) failed / records;
    }

    private void judge(String name, double ratio, Map<String, Double> before, Map<String, Double> found) {
        boolean was = before.containsKey(name);
        boolean is = ratio >= (was ? config.failureRatio() * OVER : config.failureRatio());
        if (is) {
            found.put(name, ratio);
        }
        if (was != is) {
            listener.changed(name, is, ratio);
        }
    }
}
