package io.kafkadlq.api.health;

/** What to do about a check that is down. */
public enum HealthKind {
    /** Wait: it has not started yet. */
    STARTUP,
    /** Send nobody here until it is up again: something it needs is away. */
    READINESS,
    /** Restart it: it does not recover by itself. */
    LIVENESS
}
