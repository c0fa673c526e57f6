package io.kafkadlq.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers with a problem where no JAX-RS resource is at work: JSON inside the API, one line of text outside. */
public final class ServletProblems {

    private static final String API = "/api/";

    private ServletProblems() {}

    public static void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean api = isApi(request);
        String body = api
                ? problem.toJson(path(request)).toString()
                : problem.type().title() + ". " + problem.detail() + "\n";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        response.setContentType(api ? Problem.MEDIA_TYPE : "text/plain;charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** Whether what was asked for lies inside the API, by the path as the container understood it. */
    public static boolean isApi(HttpServletRequest request) {
        // While an error is dispatched, the container's own path is that of the error page.
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed.startsWith(request.getContextPath() + API)
                : (request.getServletPath() + "/").startsWith(API);
    }

    /** The path that was asked for, also while its error is being dispatched. */
    private static String path(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed instanceof String uri ? uri : request.getRequestURI();
    }
}
