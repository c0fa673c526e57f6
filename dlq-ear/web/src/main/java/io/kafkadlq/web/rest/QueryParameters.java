package io.kafkadlq.web.rest;

import io.kafkadlq.web.json.JsonFields;
import io.kafkadlq.web.problem.Problem;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A query string, decoded. What is not valid in it ends as a problem that names the parameter. */
final class QueryParameters {

    private final Map<String, List<String>> parameters;

    /** @throws ProblemException if there is one that is not known, most likely a typo */
    QueryParameters(Map<String, List<String>> parameters, Set<String> known) {
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                throw new ProblemException(
                        ProblemType.UNKNOWN_PARAMETER,
                        "There is no parameter \"" + name + "\" here; there are " + String.join(", ", known) + ".");
            }
        }
        this.parameters = parameters;
    }

    /** One that may be given once; an empty one counts as absent, as forms send it. */
    Optional<String> single(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw invalid(name, name + " is given " + values.size() + " times; once is allowed.");
        }
        return values.stream().filter(value -> !value.isBlank()).findFirst();
    }

    /** Those of one that may be given any number of times. */
    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    /** Names of constants, repeated or in lists. */
    <E extends Enum<E>> Set<E> names(String name, Class<E> type) {
        var found = EnumSet.noneOf(type);
        for (String list : parameters.getOrDefault(name, List.of())) {
            for (String one : list.split(",")) {
                if (!one.isBlank()) {
                    found.add(constant(name, one.strip(), type));
                }
            }
        }
        return found;
    }

    private static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
        return EnumSet.allOf(type).stream()
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(() ->
                        invalid(name, "\"" + value + "\" is no " + name + "; there are " + EnumSet.allOf(type) + "."));
    }

    OptionalInt number(String name, int min, int max) {
        Optional<String> given = single(name);
        if (given.isEmpty()) {
            return OptionalInt.empty();
        }
        String remedy = name + " is \"" + given.get() + "\"; allowed are " + min + " to " + max + ".";
        try {
            int number = Integer.parseInt(given.get());
            if (number >= min && number <= max) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException notANumber) {
            throw invalid(name, remedy);
        }
        throw invalid(name, remedy);
    }

    Optional<Instant> instant(String name) {
        return single(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException notATime) {
                throw invalid(
                        name,
                        name + " is \"" + text + "\"; allowed are times with a zone, such as 2026-11-28T12:30:00Z.");
            }
        });
    }

    static ProblemException invalid(String parameter, String detail) {
        var error = JsonFields.object().with("parameter", parameter).with("detail", detail);
        return new ProblemException(
                Problem.of(ProblemType.VALIDATION, detail).with("errors", JsonFields.objects(List.of(error.build()))));
    }
}
