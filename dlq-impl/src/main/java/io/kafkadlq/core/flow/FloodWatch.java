package io.kafkadlq.core.flow;

import io.kafkadlq.api.config.FloodGuardConfig;
import io.kafkadlq.api.model.PartitionStatistics;
import java.util.ArrayDeque;
import java.util.Collection;
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

        void changed(String topic, boolean flooded, double failureRate);
    }

    private record Reading(long handled, long failed) {}

    /** What a topic has had so far, and readings of it over the window. */
    private static final class Topic {

        private final Deque<Reading> readings = new ArrayDeque<>();
        private long handled;
        private long failed;

        Topic() {
            readings.add(new Reading(0, 0));
        }

        void add(long moreHandled, long moreFailed) {
            handled += moreHandled;
            failed += moreFailed;
        }

        /** What happened over the window, of which now is the end. */
        Reading overTheWindow() {
            readings.addLast(new Reading(handled, failed));
            while (readings.size() > LOOKS + 1) {
                readings.removeFirst();
            }
            Reading first = readings.getFirst();
            return new Reading(handled - first.handled(), failed - first.failed());
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

    /** Counts from nought again, as after a pause in which nobody read; what was in flood no longer is, until it is again. */
    public void startAnew(long now) {
        Map<String, Double> before = floods;
        lookedNanos = now;
        topics.clear();
        floods = Map.of();
        before.keySet().forEach(topic -> listener.changed(topic, false, 0));
    }

    public void look(long now, Collection<PartitionStatistics> partitions) {
        lookedNanos = now;
        partitions.forEach(this::count);
        seen.keySet().retainAll(partitions.stream().map(FloodWatch::key).toList());
        Map<String, Double> before = floods;
        Map<String, Double> found = new TreeMap<>();
        topics.forEach((name, topic) -> judge(name, topic.overTheWindow(), before.containsKey(name), found));
        floods = Map.copyOf(found);
    }

    private static String key(PartitionStatistics partition) {
        return partition.topic() + "-" + partition.partition();
    }

    /** A partition that was assigned anew counts from nought again. */
    private void count(PartitionStatistics partition) {
        PartitionStatistics before = seen.put(key(partition), partition);
        boolean anew = before == null || partition.handled() < before.handled() || partition.failed() < before.failed();
        topics.computeIfAbsent(partition.topic(), name -> new Topic())
                .add(
                        anew ? partition.handled() : partition.handled() - before.handled(),
                        anew ? partition.failed() : partition.failed() - before.failed());
    }

    /** A flood begins on enough evidence, and lasts as long as what little comes still fails. */
    private void judge(String name, Reading window, boolean was, Map<String, Double> found) {
        long records = window.handled() + window.failed();
        double rate = records == 0 ? 0 : (double) window.failed() / records;
        boolean is = was
                ? rate >= config.failureRate() * OVER
                : records >= config.minimumRecords() && rate >= config.failureRate();
        if (is) {
            found.put(name, rate);
        }
        if (was != is) {
            listener.changed(name, is, rate);
        }
    }
}
