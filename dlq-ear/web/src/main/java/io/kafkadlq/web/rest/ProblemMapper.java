package io.kafkadlq.web.rest;

import io.kafkadlq.web.problem.Problem;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Gives every error one form, whoever found it: us, the JAX-RS implementation (no such path), or nobody in time. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    @Context
    @SuppressWarnings("NullAway.Init") // set by the container
    private UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        return Answers.problem(problem(thrown), uri.getRequestUri().getRawPath());
    }

    private static Problem problem(Throwable thrown) {
        if (thrown instanceof ProblemException found) {
            return found.problem();
        }
        return thrown instanceof WebApplicationException refused ? problem(refused) : Faults.unexpected(thrown);
    }

    private static Problem problem(WebApplicationException refused) {
        int status = refused.getResponse().getStatus();
        if (status >= 500) {
            return Faults.unexpected(refused);
        }
        Problem problem = Problem.ofStatus(status, detail(ProblemType.ofStatus(status)));
        String allowed = refused.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allowed == null ? problem : problem.withHeader(HttpHeaders.ALLOW, allowed);
    }

    /** In our words: the implementation's own name its classes. */
    private static String detail(ProblemType type) {
        return switch (type) {
            case NOT_FOUND -> "There is nothing at this path; the README of dlq-ear lists what there is.";
            case METHOD_NOT_ALLOWED -> "This path does not take this method; the Allow header lists those it takes.";
            case NOT_ACCEPTABLE -> "Only JSON is spoken here.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send application/json.";
            default -> "The request could not be understood.";
        };
    }
}
