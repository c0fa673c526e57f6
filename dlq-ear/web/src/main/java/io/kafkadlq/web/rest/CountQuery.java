package io.kafkadlq.web.rest;

import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.web.json.CountJson;
import io.kafkadlq.web.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the query string of the counts: the filters of the record list, and what the records are counted by. */
record CountQuery(QueryCriteria which, CountBy by) {

    private static final Set<String> KNOWN = RecordFilter.and(List.of("by", "limit"));

    /** @throws ProblemException if a parameter is unknown, missing, given twice or not valid */
    static CountQuery parse(Map<String, List<String>> given) {
        var parameters = new QueryParameters(given, KNOWN);
        return new CountQuery(
                new RecordFilter(parameters).criteria(),
                by(parameters.single("by").orElse("")));
    }

    private static CountBy by(String name) {
        return Arrays.stream(CountBy.values())
                .filter(by -> CountJson.name(by).equals(name))
                .findFirst()
                .orElseThrow(() -> QueryParameters.invalid(
                        "by",
                        "by is " + (name.isEmpty() ? "missing" : "\"" + name + "\"") + "; allowed are "
                                + Arrays.stream(CountBy.values())
                                        .map(CountJson::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
