package io.kafkadlq.it.second;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells what was observed, a line each. */
@WebServlet("/seen")
public class WatcherServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Watcher watcher;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().write(String.join("\n", watcher.seen()));
    }
}
