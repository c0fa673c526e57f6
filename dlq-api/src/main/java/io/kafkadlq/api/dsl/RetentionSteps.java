package io.kafkadlq.api.dsl;

import java.time.Duration;
import java.util.Objects;

/**
 * How long dead letters are kept.
 *
 * <p>Names of keys are those behind {@code dlq.channel.<name>.}. Not thread-safe.
 */
public final class RetentionSteps {

    private final SettingWriter settings;

    /** Channels make it. */
    public RetentionSteps(SettingWriter settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * Age at which a record that nobody resolved expires, unless it is on hold; 30 days. Sets {@code
     * retention.expire-after}.
     */
    public RetentionSteps expireAfter(Duration age) {
        settings.set("retention.expire-after", age);
        return this;
    }

    /**
     * How long a record that succeeded, was skipped or expired is kept after that; 90 days. Sets {@code
     * retention.purge-after}.
     */
    public RetentionSteps purgeAfter(Duration time) {
        settings.set("retention.purge-after", time);
        return this;
    }
}
