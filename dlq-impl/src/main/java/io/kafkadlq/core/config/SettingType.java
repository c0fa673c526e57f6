package io.kafkadlq.core.config;

import io.kafkadlq.api.config.DurationText;
import io.kafkadlq.api.config.Setting;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a value is written: what its text becomes, and what to call it where the text is wrong.
 *
 * @param name in the reference table
 * @param expected in a violation
 * @param parser throws {@link IllegalArgumentException} if it cannot read the text
 * @param whenAbsent what stands for a value that is neither set nor has a default; empty if there must be a default
 */
record SettingType(String name, String expected, Function<String, Object> parser, Optional<Object> whenAbsent) {

    private static final Pattern UNESCAPED_COMMA = Pattern.compile("(?<!\\\\),");

    /** @throws IllegalArgumentException if no setting can be of that type */
    static SettingType of(Type type) {
        if (type == int.class || type == Integer.class) {
            return required("whole number", "a whole number", Integer::valueOf);
        }
        if (type == long.class) {
            return required("whole number", "a whole number", Long::valueOf);
        }
        if (type == double.class || type == Double.class) {
            return required("number", "a number", SettingType::parseNumber);
        }
        if (type == boolean.class) {
            return required("true or false", "true or false", SettingType::parseBoolean);
        }
        if (type == Duration.class) {
            return required("duration", "a duration such as PT30S", DurationText::parse);
        }
        if (type == String.class) {
            return required("text", "a text", text -> text);
        }
        if (type instanceof Class<?> enumType && enumType.isEnum()) {
            String names = names(enumType);
            return required(names, "one of " + names, text -> parseEnum(enumType, text));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return new SettingType("list", "a list", SettingType::parseList, Optional.of(List.of()));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            var inner = of(generic.getActualTypeArguments()[0]);
            return new SettingType(
                    inner.name, inner.expected, inner.parser.andThen(Optional::of), Optional.of(Optional.empty()));
        }
        throw new IllegalArgumentException("No setting can be of type " + type);
    }

    private static SettingType required(String name, String expected, Function<String, Object> parser) {
        return new SettingType(name, expected, parser, Optional.empty());
    }

    /** What is allowed, in words. */
    String expected(Setting setting) {
        boolean least = !setting.min().isEmpty();
        boolean most = !setting.max().isEmpty();
        if (least && most) {
            return expected + " between " + setting.min() + " and " + setting.max();
        }
        if (least) {
            return expected + " of at least " + setting.min();
        }
        return most ? expected + " of at most " + setting.max() : expected;
    }

    /** @throws IllegalArgumentException if the text cannot be read or the value is out of bounds */
    Object parse(String text, Setting setting) {
        Object value = parser.apply(text);
        boolean tooLittle = !setting.min().isEmpty() && compare(value, parser.apply(setting.min())) < 0;
        boolean tooMuch = !setting.max().isEmpty() && compare(value, parser.apply(setting.max())) > 0;
        if (tooLittle || tooMuch) {
            throw new IllegalArgumentException("out of bounds");
        }
        return value;
    }

    @SuppressWarnings("unchecked") // Both come from the same parser; only numbers and durations have bounds.
    private static int compare(Object value, Object bound) {
        return ((Comparable<Object>) unwrapped(value)).compareTo(unwrapped(bound));
    }

    private static Object unwrapped(Object value) {
        return value instanceof Optional<?> present ? present.orElseThrow() : value;
    }

    /** Decimal notation only: Java's own reading takes NaN, Infinity, hexadecimal and a trailing d too. */
    private static Double parseNumber(String text) {
        return new BigDecimal(text).doubleValue();
    }

    private static Boolean parseBoolean(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }

    private static Object parseEnum(Class<?> type, String text) {
        String wanted = kebab(text);
        return constants(type)
                .filter(constant -> kebab(constant.name()).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static String names(Class<?> enumType) {
        return constants(enumType).map(constant -> kebab(constant.name())).collect(Collectors.joining(", "));
    }

    private static Stream<Enum<?>> constants(Class<?> enumType) {
        return Stream.of(enumType.getEnumConstants()).map(constant -> (Enum<?>) constant);
    }

    private static String kebab(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Splits at commas; a backslash before a comma keeps it, as a regular expression may need. */
    private static List<String> parseList(String text) {
        return UNESCAPED_COMMA
                .splitAsStream(text)
                .map(item -> item.replace("\\,", ",").strip())
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** A value as it would be written. */
    static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(SettingType::text).orElse("");
        }
        if (value instanceof List<?> items) {
            return listText(items.stream().map(SettingType::text).toList());
        }
        return value instanceof Enum<?> constant ? kebab(constant.name()) : value.toString();
    }

    /** What {@link #parseList} reads as these items. */
    static String listText(List<String> items) {
        return items.stream().map(item -> item.replace(",", "\\,")).collect(Collectors.joining(","));
    }
}
