package io.kafkadlq.core.config;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.TuningConfig;
import io.kafkadlq.core.config.SettingSource.Branch;
import io.kafkadlq.core.tuning.Choice;
import io.kafkadlq.core.tuning.Tuner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one channel: first what it is to reach, then everything else with the defaults that follow from that.
 *
 * @param source where values are looked up
 * @param tuner chooses the defaults
 * @param violations where mistakes are reported
 */
record ChannelReader(SettingSource source, Tuner tuner, Violations violations) {

    /**
     * A channel that was read.
     *
     * @param tuned what was chosen for it; empty if nothing was
     */
    record ChannelReading(ChannelConfig config, Optional<TunedChannel> tuned) {}

    private static final String TOPICS = "processing.topics";

    /** @param topics for its handler, where the configuration names none */
    ChannelReading read(String name, List<String> topics) {
        var branch = Branch.of(KnownKeys.CHANNEL + name, KnownKeys.CHANNEL_DEFAULTS);
        var tuning = new RecordBinder(source, Map.of(), violations).bind(TuningConfig.class, branch.child("tuning"));
        var defaults = new ChannelDefaults(source, branch, violations);
        List<Choice> choices = defaults.inEffect(tuner.choices(tuning));
        Map<String, String> byKey = new HashMap<>(defaults.byKey(choices));
        byKey.put(branch.child(TOPICS).first(), SettingType.listText(topics));
        var channel = new RecordBinder(source, byKey, violations).bind(ChannelConfig.class, branch);
        new ChannelRules(source, branch, violations).check(channel);
        return new ChannelReading(
                channel, choices.isEmpty() ? Optional.empty() : Optional.of(tuned(name, tuner.aim(tuning), choices)));
    }

    private static TunedChannel tuned(String name, String aim, List<Choice> choices) {
        return new TunedChannel(
                name, aim, choices.stream().map(Choice::toString).toList());
    }
}
