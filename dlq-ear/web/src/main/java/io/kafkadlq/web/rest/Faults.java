package io.kafkadlq.web.rest;

import io.kafkadlq.api.PayloadUnavailableException;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.web.json.JsonFields;
import io.kafkadlq.web.problem.Problem;
import io.kafkadlq.web.problem.ProblemType;
import java.util.UUID;

/** Faults of ours: the cause goes to the log, the caller gets a trace id to find it by. */
final class Faults {

    private static final String RETRY_AFTER_SECONDS = "5";

    private Faults() {}

    static Problem unexpected(Throwable cause) {
        String traceId = traceId();
        Log.unexpected(traceId, cause);
        return traced(ProblemType.INTERNAL, "Something went wrong here; the server's log says what.", traceId);
    }

    static Problem of(StorageResult.Failure<?> failure) {
        if (!failure.retryable()) {
            return failure.cause() instanceof UnsupportedOperationException beyond
                    ? Problem.of(ProblemType.NOT_SUPPORTED, beyond.getMessage() + ".")
                    : unexpected(failure.cause());
        }
        if (failure.cause() instanceof PayloadUnavailableException away) {
            return notFetched(away);
        }
        String traceId = traceId();
        Log.storeFailed(traceId, failure.cause());
        return traced(
                        ProblemType.STORE_UNAVAILABLE,
                        "The database did not answer. Nothing was changed; try again in a few seconds.",
                        traceId)
                .withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    private static Problem notFetched(PayloadUnavailableException cause) {
        String traceId = traceId();
        Log.notFetched(traceId, cause);
        return traced(
                        ProblemType.PAYLOAD_NOT_FETCHED,
                        "Only a reference to the payload is kept, and Kafka did not answer. Try again in a few seconds.",
                        traceId)
                .withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    static Problem changeFailed(Throwable cause) {
        String traceId = traceId();
        Log.storeFailed(traceId, cause);
        return traced(
                        ProblemType.STORE_UNAVAILABLE,
                        "The database did not say that it has changed the record. Look at it again before you repeat this.",
                        traceId)
                .withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    static Problem redriveFailed(Throwable cause) {
        String traceId = traceId();
        Log.redriveFailed(traceId, cause);
        return traced(
                        ProblemType.REDRIVE_FAILED,
                        "Kafka or the database did not acknowledge. The record's status is what it was; trying again"
                                + " is safe, though its consumers may then see it twice.",
                        traceId)
                .withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    private static Problem traced(ProblemType type, String detail, String traceId) {
        return Problem.of(type, detail).with("traceId", JsonFields.text(traceId));
    }

    private static String traceId() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
