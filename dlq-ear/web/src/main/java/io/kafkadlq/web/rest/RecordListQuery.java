package io.kafkadlq.web.rest;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.web.json.JsonFields;
import io.kafkadlq.web.problem.Problem;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the query string of the record list; what it does not know it refuses, because it is most likely a typo. */
final class RecordListQuery {

    private static final Set<String> KNOWN = new TreeSet<>(List.of("status", "channel", "topic", "limit", "cursor"));
    private static final int DEFAULT_LIMIT = 50;

    private final Map<String, List<String>> parameters;

    private RecordListQuery(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** @throws ProblemException if a parameter is unknown, given twice or not valid */
    static QueryCriteria parse(Map<String, List<String>> parameters) {
        for (String name : parameters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw new ProblemException(
                        ProblemType.UNKNOWN_PARAMETER,
                        "There is no parameter \"" + name + "\" here; there are " + String.join(", ", KNOWN) + ".");
            }
        }
        return new RecordListQuery(parameters).criteria();
    }

    private QueryCriteria criteria() {
        var filter = QueryCriteria.everything().withStatuses(statuses()).limitedTo(limit());
        filter = single("channel").map(filter::inChannel).orElse(filter);
        filter = single("topic").map(filter::onTopic).orElse(filter);
        Optional<String> cursor = single("cursor");
        return cursor.isPresent() ? filter.after(Cursor.parse(cursor.get(), filter)) : filter;
    }

    private Set<DlqStatus> statuses() {
        var statuses = EnumSet.noneOf(DlqStatus.class);
        for (String list : parameters.getOrDefault("status", List.of())) {
            for (String name : list.split(",")) {
                if (!name.isBlank()) {
                    statuses.add(status(name.strip()));
                }
            }
        }
        return statuses;
    }

    private static DlqStatus status(String name) {
        return Arrays.stream(DlqStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "status",
                        "\"" + name + "\" is no status; there are " + Arrays.toString(DlqStatus.values()) + "."));
    }

    private int limit() {
        Optional<String> given = single("limit");
        if (given.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        String remedy = "limit is \"" + given.get() + "\"; allowed are 1 to " + QueryCriteria.MAX_LIMIT + ".";
        try {
            int limit = Integer.parseInt(given.get());
            if (limit >= 1 && limit <= QueryCriteria.MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            throw invalid("limit", remedy);
        }
        throw invalid("limit", remedy);
    }

    /** A parameter that may be given once; an empty one counts as absent, as forms send it. */
    private Optional<String> single(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw invalid(name, name + " is given " + values.size() + " times; once is allowed.");
        }
        return values.stream().filter(value -> !value.isBlank()).findFirst();
    }

    private static ProblemException invalid(String parameter, String detail) {
        var error = JsonFields.object().with("parameter", parameter).with("detail", detail);
        return new ProblemException(
                Problem.of(ProblemType.VALIDATION, detail).with("errors", JsonFields.objects(List.of(error.build()))));
    }
}
