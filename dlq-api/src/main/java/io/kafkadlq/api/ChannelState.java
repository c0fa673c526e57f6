package io.kafkadlq.api;

/** Whether a channel takes records from Kafka. */
public enum ChannelState {
    /** It does. */
    RUNNING,
    /** It was told not to; what was under way goes on to its end, and code may still hand over dead letters. */
    PAUSED,
    /** Its engine is stopping or has stopped. */
    STOPPED
}
