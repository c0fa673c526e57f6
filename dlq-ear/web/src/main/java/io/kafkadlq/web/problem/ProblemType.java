package io.kafkadlq.web.problem;

import java.util.Locale;

/** The kinds of problem a caller can meet; the code of each is a promise to scripts. */
public enum ProblemType {
    BAD_REQUEST(400, "Request cannot be understood"),
    VALIDATION(400, "Request is not valid"),
    UNKNOWN_PARAMETER(400, "Unknown query parameter"),
    CURSOR_MISMATCH(400, "Cursor belongs to another query"),
    UNAUTHENTICATED(401, "Sign in first"),
    FORBIDDEN(403, "Not allowed"),
    CROSS_SITE(403, "Request came from another site"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "No such representation"),
    ILLEGAL_TRANSITION(409, "The record's status does not allow this"),
    REDRIVE_LIMIT(409, "Redriven as often as allowed"),
    PAYLOAD_UNAVAILABLE(409, "The record's value is not here"),
    NO_HANDLER(409, "The channel has no handler"),
    REDRIVE_IN_PROGRESS(409, "A redrive is under way"),
    VERSION_CONFLICT(412, "Record was changed meanwhile"),
    BODY_TOO_LARGE(413, "Body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Content type not supported"),
    TARGET_NOT_ALLOWED(422, "Target topic not allowed"),
    NO_TARGET(422, "No target topic known"),
    TOO_MANY_ATTEMPTS(429, "Too many wrong passwords"),
    REDRIVE_RATE(429, "Redrives come too fast"),
    INTERNAL(500, "Internal error"),
    NOT_SUPPORTED(501, "The store cannot do this"),
    REDRIVE_FAILED(503, "Redrive failed"),
    PAYLOAD_NOT_FETCHED(503, "Kafka did not give the payload"),
    STORE_UNAVAILABLE(503, "The store does not answer");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The last part of the problem's type, such as {@code version-conflict}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type for a status that a container chose on its own. */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> status >= 500 ? INTERNAL : BAD_REQUEST;
        };
    }
}
