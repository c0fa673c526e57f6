package io.kafkadlq.boot;

import io.kafkadlq.api.spi.CustomBackoff;
import java.time.Duration;

/** A backoff as a user's library would bring it, found by the service loader. */
public final class Fibonacci implements CustomBackoff {

    static final String NAME = "fibonacci";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration delayAfter(int failures) {
        long before = 0;
        long now = 1;
        for (int i = 1; i < Math.min(failures, 60); i++) {
            long next = before + now;
            before = now;
            now = next;
        }
        return Duration.ofSeconds(now);
    }
}
