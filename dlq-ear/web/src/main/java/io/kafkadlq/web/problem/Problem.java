package io.kafkadlq.web.problem;

import io.kafkadlq.web.json.JsonFields;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One problem, to be told to a caller.
 *
 * @param detail what happened, with which value, and what to do; never a class name, a stack trace or SQL
 * @param members what a script may want to read besides, such as {@code requiredRole}
 * @param headers HTTP headers that belong to it, such as {@code Retry-After}
 */
public record Problem(
        ProblemType type, int status, String detail, Map<String, JsonValue> members, Map<String, String> headers) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:dlq-handler:problem:";

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, type.status(), detail, Map.of(), Map.of());
    }

    /** A status that a container chose on its own. */
    public static Problem ofStatus(int status, String detail) {
        return new Problem(ProblemType.ofStatus(status), status, detail, Map.of(), Map.of());
    }

    public Problem with(String member, JsonValue value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, status, detail, more, headers);
    }

    public Problem withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, status, detail, members, more);
    }

    /** @param instance the path that was asked for; null where nobody knows */
    public JsonObject toJson(@Nullable String instance) {
        var fields = JsonFields.object()
                .with("type", TYPE_PREFIX + type.code())
                .with("title", type.title())
                .with("status", status)
                .with("detail", detail);
        if (instance != null) {
            fields.with("instance", instance);
        }
        fields.with("code", type.code());
        members.forEach(fields::with);
        return fields.build();
    }
}
