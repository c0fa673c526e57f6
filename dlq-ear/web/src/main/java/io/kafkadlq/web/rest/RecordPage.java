package io.kafkadlq.web.rest;

import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.web.json.JsonFields;
import io.kafkadlq.web.json.RecordJson;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the record list as JSON, and where to go from it. */
record RecordPage(Page<RecordSummary> page, QueryCriteria criteria) {

    JsonObject body() {
        return JsonFields.object()
                .with(
                        "items",
                        JsonFields.objects(
                                page.items().stream().map(RecordJson::brief).toList()))
                .with(
                        "page",
                        JsonFields.object()
                                .with("limit", criteria.limit())
                                .withKnown("next", next())
                                .withKnown("previous", previous()))
                .build();
    }

    /** As the header Link has them. @param self what was asked for, up to where the cursor goes */
    List<String> links(String self) {
        return Stream.of(
                        next().map(cursor -> link(self, cursor, "next")),
                        previous().map(cursor -> link(self, cursor, "prev")))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String link(String self, String cursor, String relation) {
        return "<" + self + "cursor=" + cursor + ">; rel=\"" + relation + "\"";
    }

    private Optional<String> next() {
        return page.next().map(last -> Cursor.after(last, criteria));
    }

    private Optional<String> previous() {
        return page.previous().map(first -> Cursor.before(first, criteria));
    }

    /** The query without its cursor; written anew from what was read, as names and values may come encoded. */
    static String otherParameters(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("cursor"))
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> parameter.getKey() + "=" + encoded(value) + "&"))
                .collect(Collectors.joining());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
