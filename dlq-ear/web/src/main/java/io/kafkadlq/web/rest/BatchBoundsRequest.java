package io.kafkadlq.web.rest;

import io.kafkadlq.api.flow.BatchBounds;
import io.kafkadlq.web.problem.ProblemException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Between which sizes a channel's batches shall be steered. */
final class BatchBoundsRequest {

    private static final String LEAST = "minSize";
    private static final String MOST = "maxSize";

    private BatchBoundsRequest() {}

    /** @throws ProblemException if the body is not a JSON object with two bounds */
    static BatchBounds parse(@Nullable String contentType, InputStream body) throws IOException {
        return JsonBody.read(contentType, body, List.of(LEAST, MOST))
                .map(BatchBoundsRequest::of)
                .orElseThrow(BatchBoundsRequest::wrong);
    }

    private static BatchBounds of(JsonObject body) {
        OptionalInt least = whole(body, LEAST);
        OptionalInt most = whole(body, MOST);
        if (least.isEmpty() || most.isEmpty() || least.getAsInt() > most.getAsInt()) {
            throw wrong();
        }
        return new BatchBounds(least.getAsInt(), most.getAsInt());
    }

    private static OptionalInt whole(JsonObject body, String field) {
        return body.get(field) instanceof JsonNumber number
                        && number.isIntegral()
                        && number.doubleValue() >= 1
                        && number.doubleValue() <= Integer.MAX_VALUE
                ? OptionalInt.of(number.intValue())
                : OptionalInt.empty();
    }

    private static ProblemException wrong() {
        return JsonBody.invalid(
                "minSize and maxSize have to be whole numbers, 1 <= minSize <= maxSize; DELETE brings back what is configured.");
    }
}
