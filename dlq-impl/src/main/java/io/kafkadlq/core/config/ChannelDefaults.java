package io.kafkadlq.core.config;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.core.config.Ascent.Step;
import io.kafkadlq.core.config.SettingSource.Branch;
import io.kafkadlq.core.config.SettingSource.Found;
import io.kafkadlq.core.tuning.Choice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What stands where nobody set a channel's value: what was chosen for the channel, else the setting's own default, and
 * either gives way where it would not fit what somebody did set.
 *
 * @param source tells what is set
 * @param branch the channel's
 * @param violations where sizes that do not fit one another are reported
 */
record ChannelDefaults(SettingSource source, Branch branch, Violations violations) {

    private static final String RING = "buffer.size";
    private static final String PENDING = "backpressure.max-pending";

    /** A batch is taken from the ring, so that one larger than the ring would never be full. */
    private static final List<String> ASCENDING = List.of("batch.min-size", "batch.max-size", RING);

    /** Those choices that take effect, together with defaults that had to give way. */
    List<Choice> inEffect(List<Choice> choices) {
        Map<String, Choice> defaults = new LinkedHashMap<>();
        choices.stream()
                .filter(choice -> source.find(branch.child(choice.key())).isEmpty())
                .forEach(choice -> defaults.put(choice.key(), choice));
        var sizes = new Ascent(
                ASCENDING.stream().map(ending -> step(ending, defaults)).toList());
        sizes.check(violations);
        sizes.givenWay().forEach(changed -> defaults.put(changed.key(), changed));
        roomForTheRing(defaults).ifPresent(raised -> defaults.put(raised.key(), raised));
        return List.copyOf(defaults.values());
    }

    /** A long ring would never be full below the usual bound; whoever sets the bound means it. */
    private Optional<Choice> roomForTheRing(Map<String, Choice> defaults) {
        Step pending = step(PENDING, defaults);
        Step ring = step(RING, defaults);
        return pending.isSet() || pending.size() >= 2L * ring.size()
                ? Optional.empty()
                : Optional.of(new Choice(
                        PENDING,
                        Long.toString(2L * ring.size()),
                        "twice what " + ring.key() + " has room for, as batches hold some too"));
    }

    /** The same as a binder needs them. */
    Map<String, String> byKey(List<Choice> inEffect) {
        return inEffect.stream()
                .collect(Collectors.toMap(choice -> branch.child(choice.key()).first(), Choice::value));
    }

    private Step step(String ending, Map<String, Choice> chosen) {
        SettingKey setting = setting(ending);
        Branch keys = branch.child(ending);
        Optional<Integer> set = source.find(keys).map(Found::text).flatMap(text -> read(text, setting));
        int size = set.orElseGet(() -> byDefault(setting, Optional.ofNullable(chosen.get(ending))));
        return new Step(ending, source.keyOf(keys), ending.equals(RING) ? roundedUp(size) : size, set.isPresent());
    }

    private SettingKey setting(String ending) {
        String key = branch.child(ending).first();
        return SettingKey.in(ChannelConfig.class, branch.first()).stream()
                .filter(candidate -> candidate.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Empty for a text that the binder will report. */
    private static Optional<Integer> read(String text, SettingKey setting) {
        try {
            return Optional.of((Integer) setting.type().parse(text.strip(), setting.setting()));
        } catch (IllegalArgumentException reportedElsewhere) {
            return Optional.empty();
        }
    }

    private static int byDefault(SettingKey setting, Optional<Choice> chosen) {
        return Integer.parseInt(
                chosen.map(Choice::value).orElseGet(() -> setting.setting().byDefault()));
    }

    /** As the ring itself does it. */
    private static int roundedUp(int size) {
        return size <= 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }
}
