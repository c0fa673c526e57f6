package io.kafkadlq.web.rest;

import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.web.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the query string of the record list; what it does not know it refuses, because it is most likely a typo. */
final class RecordListQuery {

    private static final Set<String> KNOWN = RecordFilter.and(List.of("order", "limit", "cursor"));
    private static final String NEWEST = "newest";
    private static final String OLDEST = "oldest";

    private RecordListQuery() {}

    /** @throws ProblemException if a parameter is unknown, given twice or not valid */
    static QueryCriteria parse(Map<String, List<String>> given) {
        var parameters = new QueryParameters(given, KNOWN);
        QueryCriteria filter = ordered(new RecordFilter(parameters).criteria(), parameters);
        Optional<String> cursor = parameters.single("cursor");
        return cursor.isPresent() ? Cursor.apply(cursor.get(), filter) : filter;
    }

    private static QueryCriteria ordered(QueryCriteria filter, QueryParameters parameters) {
        String order = parameters.single("order").orElse(NEWEST);
        return switch (order) {
            case NEWEST -> filter;
            case OLDEST -> filter.oldestFirst();
            default ->
                throw QueryParameters.invalid(
                        "order", "order is \"" + order + "\"; allowed are " + NEWEST + " and " + OLDEST + ".");
        };
    }
}
