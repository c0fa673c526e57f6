package io.kafkadlq.web.security;

import io.kafkadlq.web.problem.Problem;
import io.kafkadlq.web.problem.ServletProblems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where the container sends its own errors, so that they look like ours, with the same headers, and show no server page. */
@WebServlet(urlPatterns = "/error", asyncSupported = true)
public final class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean dispatched = request.getDispatcherType() == DispatcherType.ERROR;
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = dispatched && status instanceof Integer known ? known : HttpServletResponse.SC_NOT_FOUND;
        SecurityHeaders.apply(response, ServletProblems.isApi(request));
        ServletProblems.write(Problem.ofStatus(code, detail(code)), request, response);
    }

    private static String detail(int status) {
        if (status == HttpServletResponse.SC_NOT_FOUND) {
            return "There is nothing at this address.";
        }
        return status >= 500
                ? "The server failed; its log says why."
                : "The server refused the request with status " + status + ".";
    }
}
