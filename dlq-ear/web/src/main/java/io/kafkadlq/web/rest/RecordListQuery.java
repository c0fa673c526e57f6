package io.kafkadlq.web.rest;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.TimeRange;
import io.kafkadlq.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Reads the query string of the record list; what it does not know it refuses, because it is most likely a typo. */
final class RecordListQuery {

    private static final Set<String> KNOWN = new TreeSet<>(List.of(
            "status",
            "channel",
            "topic",
            "partition",
            "key",
            "header",
            "errorType",
            "exception",
            "message",
            "from",
            "to",
            "minAttempts",
            "maxAttempts",
            "minRedrives",
            "maxRedrives",
            "order",
            "limit",
            "cursor"));
    private static final int DEFAULT_LIMIT = 50;
    private static final String NEWEST = "newest";
    private static final String OLDEST = "oldest";

    private final QueryParameters parameters;

    private RecordListQuery(QueryParameters parameters) {
        this.parameters = parameters;
    }

    /** @throws ProblemException if a parameter is unknown, given twice or not valid */
    static QueryCriteria parse(Map<String, List<String>> parameters) {
        return new RecordListQuery(new QueryParameters(parameters, KNOWN)).criteria();
    }

    private QueryCriteria criteria() {
        var filter = QueryCriteria.everything()
                .withStatuses(parameters.names("status", DlqStatus.class))
                .withErrorTypes(parameters.names("errorType", ErrorType.class))
                .limitedTo(number("limit", 1, QueryCriteria.MAX_LIMIT, DEFAULT_LIMIT));
        filter = narrowed(filter, "channel", QueryCriteria::inChannel);
        filter = narrowed(filter, "topic", QueryCriteria::onTopic);
        filter = narrowed(filter, "exception", QueryCriteria::failedWith);
        filter = narrowed(filter, "message", QueryCriteria::messageContaining);
        filter = narrowed(filter, "key", (all, key) -> all.withKey(key.getBytes(StandardCharsets.UTF_8)));
        filter = withHeaders(filter);
        filter = counted(ordered(takenIn(onPartition(filter))));
        Optional<String> cursor = parameters.single("cursor");
        return cursor.isPresent() ? Cursor.apply(cursor.get(), filter) : filter;
    }

    private QueryCriteria narrowed(
            QueryCriteria filter, String name, BiFunction<QueryCriteria, String, QueryCriteria> narrowing) {
        return parameters
                .single(name)
                .map(value -> narrowing.apply(filter, value))
                .orElse(filter);
    }

    private QueryCriteria withHeaders(QueryCriteria filter) {
        QueryCriteria narrowed = filter;
        for (String header : parameters.all("header")) {
            int colon = header.indexOf(':');
            if (colon <= 0) {
                throw QueryParameters.invalid(
                        "header", "header is \"" + header + "\"; allowed is a name, a colon and a value: tenant:acme.");
            }
            narrowed = narrowed.withHeader(header.substring(0, colon), header.substring(colon + 1));
        }
        return narrowed;
    }

    private QueryCriteria onPartition(QueryCriteria filter) {
        var partition = parameters.number("partition", 0, Integer.MAX_VALUE);
        return partition.isPresent() ? filter.onPartition(partition.getAsInt()) : filter;
    }

    private QueryCriteria takenIn(QueryCriteria filter) {
        var from = parameters.instant("from");
        var to = parameters.instant("to");
        return valid("from", () -> filter.takenIn(new TimeRange(from, to)));
    }

    private QueryCriteria counted(QueryCriteria filter) {
        var attempted = valid(
                "minAttempts",
                () -> filter.attempted(
                        number("minAttempts", 0, Integer.MAX_VALUE, 0),
                        number("maxAttempts", 0, Integer.MAX_VALUE, Integer.MAX_VALUE)));
        return valid(
                "minRedrives",
                () -> attempted.redriven(
                        number("minRedrives", 0, Integer.MAX_VALUE, 0),
                        number("maxRedrives", 0, Integer.MAX_VALUE, Integer.MAX_VALUE)));
    }

    private QueryCriteria ordered(QueryCriteria filter) {
        String order = parameters.single("order").orElse(NEWEST);
        return switch (order) {
            case NEWEST -> filter;
            case OLDEST -> filter.oldestFirst();
            default ->
                throw QueryParameters.invalid(
                        "order", "order is \"" + order + "\"; allowed are " + NEWEST + " and " + OLDEST + ".");
        };
    }

    private int number(String name, int min, int max, int otherwise) {
        return parameters.number(name, min, max).orElse(otherwise);
    }

    /** A range whose ends do not fit each other. */
    private static QueryCriteria valid(String first, Supplier<QueryCriteria> narrowed) {
        try {
            return narrowed.get();
        } catch (IllegalArgumentException contradiction) {
            throw QueryParameters.invalid(first, first + ": " + contradiction.getMessage() + ".");
        }
    }
}
