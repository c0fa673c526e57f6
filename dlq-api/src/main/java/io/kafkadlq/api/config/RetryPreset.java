package io.kafkadlq.api.config;

/** Names of {@linkplain io.kafkadlq.api.policy.RetryPolicy retry policies} to start from. */
public enum RetryPreset {
    DEFAULT,
    AGGRESSIVE,
    CONSERVATIVE,
    LONG_TERM
}
