package io.kafkadlq.api.dsl;

import io.kafkadlq.api.config.FloodAction;
import java.time.Duration;
import java.util.Objects;

/**
 * When so much of a source topic fails that somebody should know before the store is full of it.
 *
 * <p>Names of keys are those behind {@code dlq.channel.<name>.}. Not thread-safe.
 */
public final class FloodGuardSteps {

    private final SettingWriter settings;

    /** Channels make it. */
    public FloodGuardSteps(SettingWriter settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * Share of a topic's records failing in the window, a number from 0 to 1, from which on it is a flood; 0.5. Sets {@code
     * flood-guard.failure-rate}.
     */
    public FloodGuardSteps failureRate(double share) {
        settings.set("flood-guard.failure-rate", share);
        return this;
    }

    /** Records of the topic in the window before the share counts; 100. Sets {@code flood-guard.minimum-records}. */
    public FloodGuardSteps minimumRecords(int records) {
        settings.set("flood-guard.minimum-records", records);
        return this;
    }

    /** How far back it looks; 1 min. Sets {@code flood-guard.window}. */
    public FloodGuardSteps window(Duration length) {
        settings.set("flood-guard.window", length);
        return this;
    }

    /** Says so, and no more: the default. Sets {@code flood-guard.action}. */
    public FloodGuardSteps warn() {
        settings.set("flood-guard.action", FloodAction.WARN);
        return this;
    }

    /** Also pauses the channel until somebody resumes it. Sets {@code flood-guard.action}. */
    public FloodGuardSteps pause() {
        settings.set("flood-guard.action", FloodAction.PAUSE);
        return this;
    }
}
