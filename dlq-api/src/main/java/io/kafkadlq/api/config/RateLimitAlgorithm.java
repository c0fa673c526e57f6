package io.kafkadlq.api.config;

/** How a rate limit is kept. */
public enum RateLimitAlgorithm {
    /** Permits come evenly and gather, up to a burst, while nobody takes them. */
    TOKEN_BUCKET,
    /** Never more permits in any window than the rate allows for one. */
    SLIDING_WINDOW
}
