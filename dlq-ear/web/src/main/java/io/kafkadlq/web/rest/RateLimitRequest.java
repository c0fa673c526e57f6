package io.kafkadlq.web.rest;

import io.kafkadlq.web.problem.ProblemException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rate that a channel's handler shall be limited to. */
record RateLimitRequest(double permitsPerSecond) {

    private static final String FIELD = "permitsPerSecond";
    // Those of the configuration key.
    private static final double LEAST = 0.001;
    private static final double MOST = 10_000_000;

    /** @throws ProblemException if the body is not a JSON object with a rate that can be kept */
    static RateLimitRequest parse(@Nullable String contentType, InputStream body) throws IOException {
        return JsonBody.read(contentType, body, List.of(FIELD))
                .map(RateLimitRequest::of)
                .orElseThrow(RateLimitRequest::wrong);
    }

    private static RateLimitRequest of(JsonObject body) {
        if (body.get(FIELD) instanceof JsonNumber number) {
            double rate = number.doubleValue();
            if (rate >= LEAST && rate <= MOST) {
                return new RateLimitRequest(rate);
            }
        }
        throw wrong();
    }

    private static ProblemException wrong() {
        return JsonBody.invalid(FIELD + " has to be a number from 0.001 to 10000000; DELETE takes the limit away.");
    }
}
