package io.kafkadlq.web.rest;

import io.kafkadlq.api.ChangeResult;
import io.kafkadlq.api.RedriveResult;
import io.kafkadlq.api.RedriveResult.Reason;
import io.kafkadlq.api.RedriveResult.Refused;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.web.json.JsonFields;
import io.kafkadlq.web.json.RecordJson;
import io.kafkadlq.web.problem.Problem;
import io.kafkadlq.web.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Turns what the desk says into HTTP, always as a value: a stage that completed exceptionally would be wrapped
 * differently by each server before it reached our mappers.
 *
 * @param instance the path that was asked for, taken while the request's thread is still ours
 */
record Answers(String instance) {

    private static final String RATE_RETRY_AFTER_SECONDS = "1";

    static Response ok(JsonObject body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
    }

    static Response problem(Problem problem, String instance) {
        var response = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                // As text: JSON providers need not know the problem media type.
                .entity(problem.toJson(instance).toString());
        problem.headers().forEach(response::header);
        return response.build();
    }

    <T> CompletionStage<Response> stored(
            CompletionStage<StorageResult<T>> result, Function<? super T, Response> answer) {
        return guarded(result.thenApply(ended -> ended.<Response>fold(
                answer,
                failed -> problem(Faults.of(failed)),
                missing -> problem(notFound()),
                conflict -> problem(conflict(conflict.expectedVersion(), conflict.actualVersion())))));
    }

    CompletionStage<Response> redriven(CompletionStage<RedriveResult> result) {
        return guarded(result.thenApply(this::redriven));
    }

    CompletionStage<Response> changed(CompletionStage<ChangeResult> result) {
        return guarded(result.thenApply(this::changed));
    }

    private Response changed(ChangeResult result) {
        if (result instanceof ChangeResult.Changed done) {
            return Response.ok(RecordJson.brief(done.record()), MediaType.APPLICATION_JSON_TYPE)
                    .tag(Versions.tag(done.record().metadata().version()))
                    .build();
        }
        if (result instanceof ChangeResult.Refused refused) {
            return problem(refused(refused));
        }
        if (result instanceof ChangeResult.Conflict conflict) {
            return problem(conflict(conflict.expectedVersion(), conflict.actualVersion()));
        }
        if (result instanceof ChangeResult.Failed failed) {
            return problem(Faults.changeFailed(failed.cause()));
        }
        return problem(notFound());
    }

    /** A 409 in any case: the record's state is in the way, or that of its channel. */
    static Problem refused(ChangeResult.Refused refused) {
        ProblemType type =
                switch (refused.reason()) {
                    case STATUS -> ProblemType.ILLEGAL_TRANSITION;
                    case NO_HANDLER -> ProblemType.NO_HANDLER;
                    case PAYLOAD -> ProblemType.PAYLOAD_UNAVAILABLE;
                };
        // Not as "status": in a problem that is the status of HTTP.
        return Problem.of(type, refused.explanation() + ".")
                .with("recordStatus", JsonFields.text(refused.status().name()))
                .with("allowed", RecordJson.actions(refused.allowed()));
    }

    private Response redriven(RedriveResult result) {
        if (result instanceof RedriveResult.Redriven done) {
            var target = JsonFields.object()
                    .with("topic", done.topic())
                    .with("partition", done.partition())
                    .with("offset", done.offset());
            var body = JsonFields.object()
                    .with("record", RecordJson.brief(done.record()))
                    .with("target", target);
            return Response.ok(body.build(), MediaType.APPLICATION_JSON_TYPE)
                    .tag(Versions.tag(done.record().metadata().version()))
                    .build();
        }
        if (result instanceof Refused refused) {
            return problem(refused(refused));
        }
        if (result instanceof RedriveResult.Conflict conflict) {
            return problem(conflict(conflict.expectedVersion(), conflict.actualVersion()));
        }
        if (result instanceof RedriveResult.Failed failed) {
            return problem(Faults.redriveFailed(failed.cause()));
        }
        return problem(notFound());
    }

    /** A rate is one of records a second, so a second later there is room for one. */
    static Problem refused(Refused refused) {
        Problem problem = Problem.of(type(refused.reason()), refused.explanation());
        return refused.reason() == Reason.RATE ? problem.withHeader("Retry-After", RATE_RETRY_AFTER_SECONDS) : problem;
    }

    /**
     * What a refusal is in HTTP: 409 where the record's state is in the way, 422 where the request itself is, 429 where
     * others are.
     */
    static ProblemType type(Reason reason) {
        return switch (reason) {
            case STATUS -> ProblemType.ILLEGAL_TRANSITION;
            case LIMIT -> ProblemType.REDRIVE_LIMIT;
            case TARGET -> ProblemType.TARGET_NOT_ALLOWED;
            case NO_TARGET -> ProblemType.NO_TARGET;
            case PAYLOAD -> ProblemType.PAYLOAD_UNAVAILABLE;
            case BUSY -> ProblemType.REDRIVE_IN_PROGRESS;
            case RATE -> ProblemType.REDRIVE_RATE;
        };
    }

    static Problem notFound() {
        return Problem.of(ProblemType.NOT_FOUND, "There is no record with this id.");
    }

    private static Problem conflict(long expected, long actual) {
        return Problem.of(
                        ProblemType.VERSION_CONFLICT,
                        "Someone changed this record: version " + expected + " expected, " + actual
                                + " found. Look at it again, then decide.")
                .with("current", JsonFields.object().with("version", actual).build());
    }

    private CompletionStage<Response> guarded(CompletionStage<Response> answer) {
        return ServersThread.handOver(answer.exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            return problem(Faults.unexpected(cause));
        }));
    }

    private Response problem(Problem problem) {
        return problem(problem, instance);
    }
}
