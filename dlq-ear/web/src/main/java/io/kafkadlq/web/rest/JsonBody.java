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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body: one small JSON object of known fields. By hand, as resources take bodies without a content type
 * too, and servers disagree on what that matches.
 */
final class JsonBody {

    private static final int MAX_BYTES = 16 * 1024;
    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());

    private JsonBody() {}

    /**
     * The object; empty if there is no body.
     *
     * @throws ProblemException if there is something else, or a field that is not among those named
     */
    static Optional<JsonObject> read(@Nullable String contentType, InputStream body, List<String> fields)
            throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(ProblemType.BODY_TOO_LARGE, "At most " + MAX_BYTES + " bytes are read here.");
        }
        if (!isJson(contentType)) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body with Content-Type: application/json, or send none.");
        }
        JsonObject object = object(bytes);
        for (String field : object.keySet()) {
            if (!fields.contains(field)) {
                throw invalid("There is no field \"" + field + "\" here, only " + String.join(" and ", fields) + ".");
            }
        }
        return Optional.of(object);
    }

    /**
     * A field's text without the blanks around it; empty if it is null or not there.
     *
     * @throws ProblemException if it is something else
     */
    static Optional<String> text(JsonObject body, String field) {
        JsonValue value = body.getOrDefault(field, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString text) {
            return Optional.of(text.getString().strip());
        }
        throw invalid(field + " has to be a string.");
    }

    static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.VALIDATION, detail);
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
}
