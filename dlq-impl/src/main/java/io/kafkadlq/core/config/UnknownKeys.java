package io.kafkadlq.core.config;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.UserConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds names that were set in vain, most likely by a slip of the pen.
 *
 * <p>Names from the environment come as {@code DLQ_NODE_ID}, and some sources add {@code dlq.node.id} for it, where only
 * guessing tells dots from dashes: so names are compared with everything but letters and digits taken for alike. And
 * since the environment may hold {@code DLQ_…} variables of somebody else's, those are mentioned only if they come close.
 */
final class UnknownKeys {

    private static final int MAX_WARNINGS = 50;
    private static final int MAX_NAME = 200;

    private final KnownKeys known;
    private final Set<String> flattened;

    UnknownKeys(KnownKeys known) {
        this.known = known;
        this.flattened = known.keys().stream().map(UnknownKeys::flatten).collect(Collectors.toSet());
    }

    List<String> warnings(Iterable<String> presentNames) {
        Set<String> names = new LinkedHashSet<>();
        presentNames.forEach(names::add);
        List<String> warnings = new ArrayList<>();
        for (String name : names) {
            if (warnings.size() == MAX_WARNINGS) {
                return warnings;
            }
            if (name.length() <= MAX_NAME && !flattened.contains(flatten(name))) {
                warningFor(name, names).ifPresent(warnings::add);
            }
        }
        return warnings;
    }

    /** Why a key as code writes it, to the letter, has no effect; nothing if it has. */
    Optional<String> inVain(String key) {
        if (known.keys().contains(key)) {
            return Optional.empty();
        }
        return Optional.of(noEffect(key));
    }

    private Optional<String> warningFor(String name, Set<String> names) {
        if (name.startsWith("DLQ_")) {
            return nearest(name).map(key -> name + " has no effect: did you mean " + environmentForm(key) + "?");
        }
        boolean ofTheEnvironment = names.contains(environmentForm(name));
        if (!name.startsWith(RootSettings.PREFIX + ".") || ofTheEnvironment) {
            return Optional.empty();
        }
        return Optional.of(noEffect(name));
    }

    private String noEffect(String name) {
        return unlisted(name, KnownKeys.CHANNEL, KnownKeys.endingsIn(ChannelConfig.class), "dlq.channels")
                .or(() -> unlisted(name, KnownKeys.USER, KnownKeys.endingsIn(UserConfig.class), "dlq.security.users"))
                .orElseGet(() -> name + " has no effect"
                        + nearest(name)
                                .map(key -> ": did you mean " + key + "?")
                                .orElse(": no such key"));
    }

    /** A right key of a channel or user that nobody announced. */
    private static Optional<String> unlisted(String name, String prefix, List<String> endings, String list) {
        return endings.stream()
                .filter(ending -> name.startsWith(prefix) && name.endsWith(ending))
                .filter(ending -> name.length() > prefix.length() + ending.length())
                .map(ending -> name.substring(prefix.length(), name.length() - ending.length()))
                .filter(owner -> !owner.contains("."))
                .findFirst()
                .map(owner -> name + " has no effect: " + owner + " is not among " + list);
    }

    /** The known key with the fewest letters to change, if those are few enough to have been a slip. */
    private Optional<String> nearest(String name) {
        String flat = flatten(name);
        record Candidate(String key, int distance) {}
        return known.keys().stream()
                .map(key -> new Candidate(key, distance(flat, flatten(key))))
                .min(Comparator.comparingInt(Candidate::distance))
                .filter(best -> best.distance() <= Math.max(2, name.length() / 5))
                .map(Candidate::key);
    }

    private static String flatten(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ".");
    }

    private static String environmentForm(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Levenshtein's: how many letters to insert, remove or replace. */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], above[j]));
            }
            above = row;
        }
        return above[to.length()];
    }
}
