package io.kafkadlq.web.security;

import io.kafkadlq.web.problem.Problem;
import io.kafkadlq.web.problem.ProblemType;
import io.kafkadlq.web.problem.ServletProblems;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets nobody past without name and password, neither to the API nor to the dashboard's files. It asks no container:
 * this is the one way that works alike on Payara and WildFly without configuring the server.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class AuthenticationFilter extends HttpFilter {

    static final String CHALLENGE = "Basic realm=\"Kafka DLQ Handler\", charset=\"UTF-8\"";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Doorkeeper doorkeeper;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SecurityHeaders.apply(response, ServletProblems.isApi(request));
        Optional<BasicCredentials> credentials = BasicCredentials.parse(request.getHeader("Authorization"));
        if (credentials.isEmpty()) {
            ServletProblems.write(signIn("Send a user name and a password by HTTP Basic."), request, response);
            return;
        }
        // Payara knows none if it waits for a proxy to tell it and none did.
        String address = String.valueOf(request.getRemoteAddr());
        Duration pause = doorkeeper.guesses().pause(address, credentials.get().name());
        if (!pause.isZero()) {
            ServletProblems.write(comeBackLater(pause), request, response);
            return;
        }
        Optional<Caller> caller = authenticate(address, credentials.get());
        if (caller.isEmpty()) {
            ServletProblems.write(signIn("Unknown user or wrong password."), request, response);
            return;
        }
        chain.doFilter(new AuthenticatedRequest(request, caller.get()), response);
    }

    private Optional<Caller> authenticate(String address, BasicCredentials credentials) {
        Optional<Caller> caller = doorkeeper.accounts().authenticate(credentials);
        GuessLimiter guesses = doorkeeper.guesses();
        if (caller.isPresent()) {
            guesses.succeeded(address, credentials.name());
            return caller;
        }
        guesses.failed(address, credentials.name());
        if (!guesses.pause(address, credentials.name()).isZero()) {
            Log.guessing(address, credentials.name());
        }
        return caller;
    }

    private static Problem signIn(String detail) {
        return Problem.of(ProblemType.UNAUTHENTICATED, detail).withHeader("WWW-Authenticate", CHALLENGE);
    }

    private static Problem comeBackLater(Duration pause) {
        long seconds = pause.toSeconds() + 1;
        return Problem.of(
                        ProblemType.TOO_MANY_ATTEMPTS,
                        "Wrong password too often for this user from this address. Try again in " + seconds + " s.")
                .withHeader("Retry-After", Long.toString(seconds));
    }
}
