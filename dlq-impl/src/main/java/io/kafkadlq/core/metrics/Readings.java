package io.kafkadlq.core.metrics;

import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.model.PayloadRisk;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.api.model.ProcessingStatistics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that families are made from, at one moment.
 *
 * @param channels by name
 * @param risks by channel; without those that keep whole payloads
 * @param unresolved empty until the store has answered
 * @param eventsUntold events that listeners were too slow for
 */
public record Readings(
        SortedMap<String, ChannelReadings> channels,
        Map<String, List<PayloadRisk>> risks,
        Optional<Unresolved> unresolved,
        JvmFigures jvm,
        long eventsUntold,
        Instant now) {

    public Readings {
        channels = new TreeMap<>(channels);
    }

    /** Those of one channel. */
    public record ChannelReadings(
            ProcessingMetrics storing,
            ProcessingStatistics processing,
            FlowStatus flow,
            SourceReadings sources,
            ChannelMetrics timedStoring,
            HandlingMetrics timedHandling) {

        Timing timing(StageTime stage) {
            return switch (stage) {
                case STORE -> timedStoring.storing();
                case WRITE -> timedStoring.writing();
                case WAIT -> timedHandling.waiting();
                case HANDLER -> timedHandling.handling();
            };
        }
    }

    /**
     * Those of a channel's consumers together.
     *
     * @param consumers how many run
     * @param polling how many of them ask Kafka for records as often as they have to
     * @param lag of the partition that has most records left to read; empty if nothing is read or Kafka has not said
     */
    public record SourceReadings(int consumers, int polling, OptionalLong lag) {}
}
