package io.kafkadlq.api.policy;

import io.kafkadlq.api.config.DurationText;
import io.kafkadlq.api.policy.BackoffStrategy.Exponential;
import io.kafkadlq.api.policy.BackoffStrategy.ExponentialWithJitter;
import io.kafkadlq.api.policy.BackoffStrategy.Fixed;
import io.kafkadlq.api.policy.BackoffStrategy.Linear;
import io.kafkadlq.api.policy.BackoffStrategy.None;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How backoff strategies are written: their kind, then its parts, between colons. */
final class BackoffNotation {

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    static final String NAME_IN_WORDS = "1 to 64 letters, digits, ., - and _";

    private static final String KINDS = "none, fixed:PT30S, linear:PT1S:PT1M, exponential:PT1S:PT10M,"
            + " exponential-with-jitter:PT1S:PT10M or custom:<name>";

    /** One kind of strategy: how many parts it has, and how it is made from them. */
    private record Kind(
            String name, String form, int fewest, int most, Function<List<String>, BackoffStrategy> reader) {}

    private static final List<Kind> PLAIN = List.of(
            new Kind("none", "none", 0, 0, parts -> new None()),
            new Kind("fixed", "fixed:<delay>, such as fixed:PT30S", 1, 1, parts -> new Fixed(duration(parts.get(0)))),
            new Kind(
                    "linear",
                    "linear:<step>:<max>, such as linear:PT1S:PT1M",
                    2,
                    2,
                    parts -> new Linear(duration(parts.get(0)), duration(parts.get(1)))),
            new Kind(
                    "exponential",
                    "exponential:<initial>:<max> and, unless it is 2, :<multiplier>, such as exponential:PT1S:PT10M",
                    2,
                    3,
                    BackoffNotation::exponential),
            new Kind(
                    "exponential-with-jitter",
                    "exponential-with-jitter:<initial>:<max> and, if wanted, :<multiplier> and :full, :equal or"
                            + " :decorrelated, such as exponential-with-jitter:PT1S:PT10M",
                    2,
                    4,
                    BackoffNotation::withJitter));

    private BackoffNotation() {}

    static BackoffStrategy read(String text, Function<String, Optional<BackoffStrategy>> customs) {
        List<String> words =
                Arrays.stream(text.split(":", -1)).map(String::strip).toList();
        String name = words.get(0).toLowerCase(Locale.ROOT);
        List<String> parts = words.subList(1, words.size());
        if (name.equals("custom")) {
            return custom(String.join(":", parts), customs);
        }
        Kind kind = PLAIN.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong(KINDS, "there is no '" + words.get(0) + "'"));
        if (parts.size() < kind.fewest() || parts.size() > kind.most()) {
            throw wrong(kind.form(), parts.size() < kind.fewest() ? "a part is missing" : "there is a part too many");
        }
        try {
            return kind.reader().apply(parts);
        } catch (IllegalArgumentException unreadable) {
            throw wrong(kind.form(), String.valueOf(unreadable.getMessage()));
        }
    }

    private static BackoffStrategy custom(String name, Function<String, Optional<BackoffStrategy>> customs) {
        if (!NAME.matcher(name).matches()) {
            throw wrong("custom:<name>", "a name has " + NAME_IN_WORDS);
        }
        return customs.apply(name)
                .orElseThrow(
                        () -> wrong("custom:<name> with the name of a CustomBackoff", "there is no '" + name + "'"));
    }

    private static BackoffStrategy exponential(List<String> parts) {
        double multiplier = parts.size() > 2 ? number(parts.get(2)) : Exponential.DEFAULT_MULTIPLIER;
        return new Exponential(duration(parts.get(0)), multiplier, duration(parts.get(1)));
    }

    private static BackoffStrategy withJitter(List<String> parts) {
        List<String> rest = parts.subList(2, parts.size());
        Optional<Jitter> last = rest.isEmpty() ? Optional.empty() : named(rest.get(rest.size() - 1));
        List<String> numbers = last.isPresent() ? rest.subList(0, rest.size() - 1) : rest;
        if (numbers.size() > 1) {
            throw new IllegalArgumentException("'" + numbers.get(1) + "' is no kind of jitter");
        }
        double multiplier = numbers.isEmpty() ? Exponential.DEFAULT_MULTIPLIER : number(numbers.get(0));
        return new ExponentialWithJitter(
                duration(parts.get(0)), multiplier, duration(parts.get(1)), last.orElse(Jitter.EQUAL));
    }

    private static Optional<Jitter> named(String text) {
        return Arrays.stream(Jitter.values())
                .filter(jitter -> jitter.name().equalsIgnoreCase(text))
                .findFirst();
    }

    private static Duration duration(String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("'" + text + "' is no duration such as PT30S or 30s", malformed);
        }
    }

    private static double number(String text) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("'" + text + "' is no number such as 1.5", malformed);
        }
    }

    private static IllegalArgumentException wrong(String expected, String why) {
        return new IllegalArgumentException("expected " + expected + "; " + why);
    }

    static String multiplier(double multiplier) {
        return multiplier == Exponential.DEFAULT_MULTIPLIER
                ? ""
                : ":" + BigDecimal.valueOf(multiplier).stripTrailingZeros().toPlainString();
    }

    static String jitter(Jitter jitter) {
        return jitter == Jitter.EQUAL ? "" : ":" + jitter.name().toLowerCase(Locale.ROOT);
    }
}
