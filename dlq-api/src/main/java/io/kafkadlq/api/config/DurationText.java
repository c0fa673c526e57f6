package io.kafkadlq.api.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** How durations are written wherever this library reads one: ISO-8601 such as {@code PT30S}, or short as {@code 30s}. */
public final class DurationText {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,15})(ms|s|m|h|d)");

    private DurationText() {}

    /**
     * What the text says.
     *
     * @param text ISO-8601, or a whole number with {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}
     * @throws IllegalArgumentException if it is neither
     */
    public static Duration parse(String text) {
        var brief = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        try {
            if (!brief.matches()) {
                return Duration.parse(text);
            }
            long amount = Long.parseLong(brief.group(1));
            return switch (brief.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        } catch (DateTimeException | ArithmeticException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }
}
