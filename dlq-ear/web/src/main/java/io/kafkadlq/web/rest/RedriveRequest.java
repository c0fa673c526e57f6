package io.kafkadlq.web.rest;

import io.kafkadlq.web.problem.ProblemException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a redrive's body asks for; a redrive may have none, and then goes back to where the record came from. */
record RedriveRequest(Optional<String> targetTopic, String reason) {

    private static final List<String> FIELDS = List.of("targetTopic", "reason");
    private static final RedriveRequest EMPTY = new RedriveRequest(Optional.empty(), "");

    /** @throws ProblemException if there is a body that is not the JSON object expected */
    static RedriveRequest parse(@Nullable String contentType, InputStream body) throws IOException {
        return JsonBody.read(contentType, body, FIELDS).map(RedriveRequest::of).orElse(EMPTY);
    }

    private static RedriveRequest of(JsonObject body) {
        return new RedriveRequest(
                JsonBody.text(body, "targetTopic").filter(topic -> !topic.isBlank()), Reasons.in(body));
    }
}
