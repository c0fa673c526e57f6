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

    /**
     * Reads it.
     *
     * @param capacity the most records that a batch has room for
     * @throws ProblemException if the body is not a JSON object with two bounds that can be kept
     */
    static BatchBounds parse(@Nullable String contentType, InputStream body, int capacity) throws IOException {
        return JsonBody.read(contentType, body, List.of(LEAST, MOST))
                .map(read -> of(read, capacity))
                .orElseThrow(() -> wrong(capacity));
    }

    private static BatchBounds of(JsonObject body, int capacity) {
        OptionalInt least = whole(body, LEAST, capacity);
        OptionalInt most = whole(body, MOST, capacity);
        if (least.isEmpty() || most.isEmpty() || least.getAsInt() > most.getAsInt()) {
            throw wrong(capacity);
        }
        return new BatchBounds(least.getAsInt(), most.getAsInt());
    }

    private static OptionalInt whole(JsonObject body, String field, int capacity) {
        return body.get(field) instanceof JsonNumber number
                        && number.isIntegral()
                        && number.doubleValue() >= 1
                        && number.doubleValue() <= capacity
                ? OptionalInt.of(number.intValue())
                : OptionalInt.empty();
    }

    private static ProblemException wrong(int capacity) {
        return JsonBody.invalid("minSize and maxSize have to be whole numbers, 1 <= minSize <= maxSize <= " + capacity
                + ", which is batch.max-size; DELETE brings back what is configured.");
    }
}
