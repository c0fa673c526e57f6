package io.kafkadlq.web.rest;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeCommand.Turn;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.web.problem.Problem;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the body of an action on a record says; it may have none. */
record ChangeRequest(RecordAction action, Turn turn, String reason) {

    /** The actions that are asked for by a path of their own. */
    static final String PATH = "{id}/{action: retry|skip|hold|release|restore|expire}";

    private static final List<String> FIELDS = List.of("reason");
    private static final List<String> FIELDS_OF_RETRY = List.of("reason", "outOfOrder");

    /**
     * @param name the action as the path has it
     * @throws ProblemException if there is no such action, or a body that is not the JSON object expected
     */
    static ChangeRequest parse(String name, @Nullable String contentType, InputStream body) throws IOException {
        RecordAction action = action(name);
        List<String> fields = action == RecordAction.RETRY ? FIELDS_OF_RETRY : FIELDS;
        return JsonBody.read(contentType, body, fields)
                .map(object -> new ChangeRequest(action, turn(object), Reasons.in(object)))
                .orElseGet(() -> new ChangeRequest(action, Turn.IN_ORDER, ""));
    }

    private static RecordAction action(String name) {
        return ChangeCommand.ACTIONS.stream()
                .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "There is no action " + name + " on records.")));
    }

    private static Turn turn(JsonObject body) {
        JsonValue value = body.getOrDefault("outOfOrder", JsonValue.FALSE);
        return switch (value.getValueType()) {
            case TRUE -> Turn.OUT_OF_ORDER;
            case FALSE, NULL -> Turn.IN_ORDER;
            default -> throw JsonBody.invalid("outOfOrder has to be true or false.");
        };
    }
}
