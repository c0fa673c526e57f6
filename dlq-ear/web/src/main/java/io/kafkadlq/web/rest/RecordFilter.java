package io.kafkadlq.web.rest;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.TimeRange;
import io.kafkadlq.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Reads from a query string which records are asked for. */
record RecordFilter(QueryParameters parameters) {

    private static final List<String> NAMES = List.of(
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
            "maxRedrives");
    private static final int DEFAULT_LIMIT = 50;

    /** As many as a channel can index. */
    private static final int MOST_HEADERS = 16;

    /** What it reads, and what else there may be, for whoever refuses all others. */
    static Set<String> and(Collection<String> others) {
        var known = new TreeSet<>(NAMES);
        known.addAll(others);
        return known;
    }

    /** @throws ProblemException if a parameter is given twice or not valid */
    QueryCriteria criteria() {
        var filter = QueryCriteria.everything()
                .withStatuses(parameters.names("status", DlqStatus.class))
                .withErrorTypes(parameters.names("errorType", ErrorType.class))
                .limitedTo(number("limit", 1, QueryCriteria.MAX_LIMIT, DEFAULT_LIMIT));
        filter = narrowed(filter, "channel", QueryCriteria::inChannel);
        filter = narrowed(filter, "topic", QueryCriteria::onTopic);
        filter = narrowed(filter, "exception", QueryCriteria::failedWith);
        filter = narrowed(filter, "message", QueryCriteria::messageContaining);
        filter = narrowed(filter, "key", (all, key) -> all.withKey(key.getBytes(StandardCharsets.UTF_8)));
        return counted(takenIn(onPartition(withHeaders(filter))));
    }

    private QueryCriteria narrowed(
            QueryCriteria filter, String name, BiFunction<QueryCriteria, String, QueryCriteria> narrowing) {
        return parameters
                .single(name)
                .map(value -> narrowing.apply(filter, value))
                .orElse(filter);
    }

    private QueryCriteria withHeaders(QueryCriteria filter) {
        List<String> headers = parameters.all("header");
        if (headers.size() > MOST_HEADERS) {
            throw QueryParameters.invalid(
                    "header", "header is given " + headers.size() + " times; allowed are " + MOST_HEADERS + ".");
        }
        QueryCriteria narrowed = filter;
        for (String header : headers) {
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
