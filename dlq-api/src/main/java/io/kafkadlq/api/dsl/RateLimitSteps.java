package io.kafkadlq.api.dsl;

import io.kafkadlq.api.config.RateLimitAlgorithm;
import java.time.Duration;
import java.util.Objects;

/**
 * How many records a second the channel's handler gets at most; no limit unless set.
 *
 * <p>Names of keys are those behind {@code dlq.channel.<name>.}. Not thread-safe.
 */
public final class RateLimitSteps {

    private final SettingWriter settings;

    /** Channels make it. */
    public RateLimitSteps(SettingWriter settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * Evenly, with a {@link #burst} after a pause. Sets {@code rate-limit.permits-per-second} and {@code
     * rate-limit.algorithm}.
     */
    public RateLimitSteps tokenBucket(double recordsPerSecond) {
        return limit(recordsPerSecond, RateLimitAlgorithm.TOKEN_BUCKET);
    }

    /** Records that may come at once after a pause; a tenth of a second's unless set. Sets {@code rate-limit.burst}. */
    public RateLimitSteps burst(int records) {
        settings.set("rate-limit.burst", records);
        return this;
    }

    /**
     * Never more in any window than the rate allows for one; a window of a second unless {@link #window} is set. Sets {@code
     * rate-limit.permits-per-second} and {@code rate-limit.algorithm}.
     */
    public RateLimitSteps slidingWindow(double recordsPerSecond) {
        return limit(recordsPerSecond, RateLimitAlgorithm.SLIDING_WINDOW);
    }

    /** The length of the sliding window; 1 s. Sets {@code rate-limit.window}. */
    public RateLimitSteps window(Duration length) {
        settings.set("rate-limit.window", length);
        return this;
    }

    private RateLimitSteps limit(double recordsPerSecond, RateLimitAlgorithm algorithm) {
        settings.set("rate-limit.permits-per-second", recordsPerSecond);
        settings.set("rate-limit.algorithm", algorithm);
        return this;
    }
}
