package io.kafkadlq.api.model;

/**
 * What became of one partition's records since this instance was given it.
 *
 * @param read handed on, to the handler or to the store
 * @param done handled, or durable as dead letters, without a gap before them
 * @param handled the handler was done with, whatever lies before them
 * @param failed taken from the handler as dead letters
 * @param underWay read and not done, or done behind one that is not
 * @param paused whether reading rests, because too much is under way or the channel is paused
 */
public record PartitionStatistics(
        String topic, int partition, long read, long done, long handled, long failed, long underWay, boolean paused) {}
