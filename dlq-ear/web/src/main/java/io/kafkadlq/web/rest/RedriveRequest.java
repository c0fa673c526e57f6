package io.kafkadlq.web.rest;

import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a redrive's body asks for; a redrive may have none, and then goes back to where the record came from. */
record RedriveRequest(Optional<String> targetTopic, String reason) {

    private static final int MAX_BODY_BYTES = 16 * 1024;
    private static final int MAX_REASON = 500;
    private static final Set<String> FIELDS = Set.of("targetTopic", "reason");
    private static final RedriveRequest EMPTY = new RedriveRequest(Optional.empty(), "");
    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());
    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    /** @throws ProblemException if there is a body that is not the JSON object expected */
    static RedriveRequest parse(@Nullable String contentType, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length == 0) {
            return EMPTY;
        }
        if (bytes.length > MAX_BODY_BYTES) {
            throw new ProblemException(
                    ProblemType.BODY_TOO_LARGE, "At most " + MAX_BODY_BYTES + " bytes are read here.");
        }
        if (!isJson(contentType)) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body with Content-Type: application/json, or send none.");
        }
        return of(object(bytes));
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

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip();
        return type.equalsIgnoreCase("application/json");
    }

    private static JsonObject object(byte[] bytes) {
        try (JsonParser parser = PARSERS.createParser(new ByteArrayInputStream(bytes))) {
            parser.next();
            JsonObject object = parser.getObject();
            // A reader would not look at what comes after the object.
            if (!parser.hasNext()) {
                return object;
            }
        } catch (RuntimeException notAnObject) {
            // Of several kinds: too deep a nesting is no JsonException.
        }
        throw invalid("The body is not a JSON object.");
    }

    private static RedriveRequest of(JsonObject body) {
        for (String field : body.keySet()) {
            if (!FIELDS.contains(field)) {
                throw invalid("There is no field \"" + field + "\" here; there are targetTopic and reason.");
            }
        }
        String reason = text(body, "reason").orElse("");
        if (reason.length() > MAX_REASON) {
            throw invalid("reason has " + reason.length() + " characters; allowed are " + MAX_REASON + ".");
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
        throw invalid(field + " has to be a string.");
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.VALIDATION, detail);
    }
}
