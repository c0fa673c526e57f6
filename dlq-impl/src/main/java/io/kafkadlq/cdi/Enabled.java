package io.kafkadlq.cdi;

import io.kafkadlq.api.cdi.EnableKafkaDlq;
import io.kafkadlq.core.config.ChannelName;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What {@code @EnableKafkaDlq} says, on whichever classes it is: channels, and values for keys that the configuration does
 * not set. Gathered while the application is deployed.
 *
 * <p>Threading: filled by the container's deploying thread; read by any after that.
 */
final class Enabled {

    private static final String ANNOTATION = "@EnableKafkaDlq class ";
    private static final String PREFIX = "dlq.";

    private final Set<String> channels = new TreeSet<>();
    private final Map<String, Value> values = new TreeMap<>();
    private final Set<String> problems = new LinkedHashSet<>();

    /** A key's value, and the class that gives it. */
    private record Value(String text, String givenBy) {}

    /** Notes a class that has the annotation. */
    void seen(AnnotatedType<?> type) {
        EnableKafkaDlq annotation = type.getAnnotation(EnableKafkaDlq.class);
        String givenBy = type.getJavaClass().getName();
        for (String channel : annotation.channels()) {
            Declaration.illegalChannel(channel)
                    .ifPresentOrElse(
                            problem -> problems.add(ANNOTATION + givenBy + " " + problem), () -> channels.add(channel));
        }
        for (String setting : annotation.settings()) {
            note(setting, givenBy);
        }
    }

    private void note(String setting, String givenBy) {
        int equals = setting.indexOf('=');
        String key = setting.substring(0, Math.max(equals, 0)).strip();
        String text = setting.substring(equals + 1).strip();
        if (!key.startsWith(PREFIX) || text.isEmpty()) {
            // Without the value, which may be a secret.
            String shown = equals < 0 ? setting : key + "=" + (text.isEmpty() ? "" : "…");
            problems.add(ANNOTATION + givenBy + " has the setting '" + shown
                    + "': expected key=value, with a key that begins with " + PREFIX);
            return;
        }
        var value = new Value(text, givenBy);
        Value other = values.putIfAbsent(key, value);
        if (other != null && !other.text().equals(text)) {
            // Without the values, which may be secrets.
            problems.add(ANNOTATION + givenBy + " sets " + key + " to another value than "
                    + (other.givenBy().equals(givenBy) ? "before" : other.givenBy())
                    + ": leave one of them, or set it in the configuration alone");
        }
    }

    /** Those with legal names. */
    Set<String> channels() {
        return Set.copyOf(channels);
    }

    /** The keys that have a value. */
    Set<String> keys() {
        return Set.copyOf(values.keySet());
    }

    /** A key's value, for where the configuration has none. */
    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).map(Value::text);
    }

    /** All that is wrong whatever the configuration says; each a whole text. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * The same, of keys that have no effect.
     *
     * @param inVain says of a key why it has none, if so
     */
    List<String> problems(Function<String, Optional<String>> inVain) {
        Stream<String> found = values.entrySet().stream().flatMap(entry -> inVain.apply(entry.getKey()).stream()
                .map(why -> ANNOTATION + entry.getValue().givenBy() + " sets a key in vain: " + why));
        return found.toList();
    }

    /**
     * What is wrong with a configuration, with the class behind each value that comes from here.
     *
     * @param configured whether a key's value is the configuration's own
     */
    List<String> traced(List<String> violations, Function<String, Boolean> configured) {
        return violations.stream()
                .map(violation -> values.entrySet().stream()
                        .filter(entry -> violation.startsWith(entry.getKey() + " "))
                        .filter(entry -> !configured.apply(entry.getKey()))
                        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                        .map(entry -> violation + " (set by " + ANNOTATION
                                + entry.getValue().givenBy() + ")")
                        .orElse(violation))
                .toList();
    }

    /** The channels that a list of names holds, as {@code dlq.channels} has it. */
    static Stream<String> listed(String names) {
        return Stream.of(names.split(",")).map(String::strip).filter(ChannelName::isLegal);
    }
}
