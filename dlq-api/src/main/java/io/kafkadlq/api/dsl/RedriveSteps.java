package io.kafkadlq.api.dsl;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How records are published again.
 *
 * <p>Names of keys are those behind {@code dlq.channel.<name>.}. Not thread-safe.
 */
public final class RedriveSteps {

    private final SettingWriter settings;

    /** Channels make it. */
    public RedriveSteps(SettingWriter settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** How often a record may be published again; 3. Sets {@code redrive.max-count}. */
    public RedriveSteps maxCount(int times) {
        settings.set("redrive.max-count", times);
        return this;
    }

    /**
     * Topics a record may be published to, by name or {@code pattern:<regex>}, besides the one that its dead-letter topic is
     * named after; none unless set. Sets {@code redrive.allowed-topics}.
     */
    public RedriveSteps allowedTopics(String... names) {
        settings.set("redrive.allowed-topics", List.of(names));
        return this;
    }

    /**
     * How long Kafka may take to acknowledge, the longest of all channels counts; 30 s. Sets {@code redrive.timeout}.
     */
    public RedriveSteps timeout(Duration most) {
        settings.set("redrive.timeout", most);
        return this;
    }

    /** Most records a second that are published again; 50, 0: no limit. Sets {@code redrive.records-per-second}. */
    public RedriveSteps recordsPerSecond(int records) {
        settings.set("redrive.records-per-second", records);
        return this;
    }
}
