package io.kafkadlq.api.model;

import java.time.Duration;
import java.util.List;

/**
 * What a channel's handler has done since it started, read at one moment; counters only grow.
 *
 * @param handled records the handler was done with
 * @param failed records it failed on
 * @param parked records stored unhandled, because one before them in their sequence is unresolved
 * @param abandoned records given back unhandled, because their partition went to another consumer or the engine stopped
 * @param underWay records taken for the handler that have none of these outcomes yet
 * @param waitP50 median time from read to the handler's start
 * @param waitP99 99th percentile of the same
 * @param handlerP50 median time the handler took
 * @param handlerP99 99th percentile of the same
 * @param retries what became of dead letters that were handled again
 * @param pinnedThreads worker threads bound to a core, as {@code name@cpu}; empty unless thread placement is on
 */
public record ProcessingStatistics(
        long handled,
        long failed,
        long parked,
        long abandoned,
        long underWay,
        Duration waitP50,
        Duration waitP99,
        Duration handlerP50,
        Duration handlerP99,
        RetryStatistics retries,
        List<PartitionStatistics> partitions,
        List<String> pinnedThreads) {

    public ProcessingStatistics {
        partitions = List.copyOf(partitions);
        pinnedThreads = List.copyOf(pinnedThreads);
    }
}
