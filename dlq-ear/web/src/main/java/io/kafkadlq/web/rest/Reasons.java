package io.kafkadlq.web.rest;

import io.kafkadlq.web.problem.ProblemException;
import jakarta.json.JsonObject;

/** Why somebody does something, as a request's body says it. */
final class Reasons {

    private static final int MAX_LENGTH = 500;

    private Reasons() {}

    /**
     * The field {@code reason}; nothing if there is none.
     *
     * @throws ProblemException if it is no text, or too long a one
     */
    static String in(JsonObject body) {
        String reason = JsonBody.text(body, "reason").orElse("");
        if (reason.length() > MAX_LENGTH) {
            throw JsonBody.invalid("reason has " + reason.length() + " characters; allowed are " + MAX_LENGTH + ".");
        }
        return reason;
    }
}
