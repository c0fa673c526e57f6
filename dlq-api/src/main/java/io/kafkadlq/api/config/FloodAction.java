package io.kafkadlq.api.config;

/** What is done about a flood of failures. */
public enum FloodAction {
    /** It is said. */
    WARN,
    /** It is said, and the channel reads no more until somebody resumes it. */
    PAUSE
}
