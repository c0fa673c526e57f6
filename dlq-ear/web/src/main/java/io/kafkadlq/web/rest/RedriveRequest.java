package io.kafkadlq.web.rest;

import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a redrive's body asks for; a redrive may have none, and then goes back to where the record came from. */
record RedriveRequest(Optional<String> targetTopic, String reason) {

    private static final int MAX_REASON = 500;
    private static final List<String> FIELDS = List.of("targetTopic", "reason");
    private static final RedriveRequest EMPTY = new RedriveRequest(Optional.empty(), "");
    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    /** @throws ProblemException if there is a body that is not the JSON object expected */
    static RedriveRequest parse(@Nullable String contentType, InputStream body) throws IOException {
        return JsonBody.read(contentType, body, FIELDS).map(RedriveRequest::of).orElse(EMPTY);
    }

    /**
     * The version a caller insists on; empty for any.
     *
     * @param ifMatch the If-Match header: a version in quotes as the ETag gave it, or *
     * @throws ProblemException if it is neither
     */
    static OptionalLong expectedVersion(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return OptionalLong.empty();
        }
        Matcher version = VERSION.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw new ProblemException(
                    ProblemType.VALIDATION,
                    "If-Match has to be the record's version in quotes, as its ETag gives it, such as \"7\", or *.");
        }
        return OptionalLong.of(Long.parseLong(version.group(1)));
    }

    private static RedriveRequest of(JsonObject body) {
        String reason = text(body, "reason").orElse("");
        if (reason.length() > MAX_REASON) {
            throw JsonBody.invalid("reason has " + reason.length() + " characters; allowed are " + MAX_REASON + ".");
        }
        return new RedriveRequest(text(body, "targetTopic").filter(topic -> !topic.isBlank()), reason);
    }

    private static Optional<String> text(JsonObject body, String field) {
        JsonValue value = body.getOrDefault(field, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString text) {
            return Optional.of(text.getString().strip());
        }
        throw JsonBody.invalid(field + " has to be a string.");
    }
}
