package io.kafkadlq.it.second;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Hands over a dead letter when it is asked to, and answers with the id it got. */
@WebServlet("/dead-letter")
public class SecondServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient DlqHandler dlq;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var bytes = "from the second application".getBytes(StandardCharsets.UTF_8);
        var letter = dlq.newRecord(Payload.of(null, bytes, DlqHeaders.none()));
        response.getWriter()
                .write(dlq.submit(letter.build())
                        .toCompletableFuture()
                        .join()
                        .id()
                        .toString());
    }
}
