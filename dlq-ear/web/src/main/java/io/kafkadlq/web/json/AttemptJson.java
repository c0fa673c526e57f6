package io.kafkadlq.web.json;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.Attempt.Outcome;
import io.kafkadlq.api.model.Failure;
import jakarta.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was tried with a record, in JSON. */
final class AttemptJson {

    /** More than anybody reads; a record may be tried thousands of times. */
    private static final int LATEST = 100;

    private AttemptJson() {}

    /** @param attempts latest first */
    static JsonArray latest(List<Attempt> attempts) {
        return JsonFields.objects(attempts.stream()
                .limit(LATEST)
                .map(attempt -> attempt(attempt).build())
                .toList());
    }

    private static JsonFields attempt(Attempt attempt) {
        Outcome outcome = attempt.outcome();
        Optional<Failure> failure =
                outcome instanceof Outcome.Failed failed ? Optional.of(failed.failure()) : Optional.empty();
        Optional<Instant> until =
                outcome instanceof Outcome.Postponed postponed ? Optional.of(postponed.until()) : Optional.empty();
        Optional<String> reason =
                outcome instanceof Outcome.GivenUp givenUp ? Optional.of(givenUp.reason()) : Optional.empty();
        return JsonFields.object()
                .with("number", attempt.number())
                .with("startedAt", attempt.startedAt().toString())
                .with("took", attempt.took().toString())
                .with("node", attempt.node())
                .with("outcome", name(outcome))
                .withKnown("exceptionClass", failure.flatMap(Failure::exceptionClass))
                .withKnown("rootCauseClass", failure.flatMap(Failure::rootCauseClass))
                .withKnown("message", failure.flatMap(Failure::message))
                .withKnown("until", until)
                .withKnown("reason", reason);
    }

    private static String name(Outcome outcome) {
        if (outcome instanceof Outcome.Succeeded) {
            return "SUCCEEDED";
        }
        if (outcome instanceof Outcome.Failed) {
            return "FAILED";
        }
        return outcome instanceof Outcome.Postponed ? "POSTPONED" : "GIVEN_UP";
    }
}
