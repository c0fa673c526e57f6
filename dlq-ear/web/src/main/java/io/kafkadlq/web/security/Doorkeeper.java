package io.kafkadlq.web.security;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.config.SecurityConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Knows the users from the moment the application starts, and refuses to start with a configuration that is not safe. */
@ApplicationScoped
public class Doorkeeper {

    // No look-alikes (0 O o 1 l I): people type it off a log. 56 letters to the 24th power are 139 bits.
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 24;

    private final GuessLimiter guesses = new GuessLimiter(Clock.systemUTC());

    // Written once by the starting thread, before the server lets any request in.
    private volatile @Nullable Accounts accounts;

    void open(@Observes @Initialized(ApplicationScoped.class) Object started, DlqConfig config) {
        SecurityConfig security = config.security();
        String password = security.adminPassword().orElseGet(Doorkeeper::randomPassword);
        accounts = Accounts.of(security, password);
        if (security.adminPassword().isEmpty()) {
            Log.randomPassword(Accounts.ADMIN, password);
        }
    }

    Accounts accounts() {
        Accounts known = accounts;
        if (known == null) {
            throw new DlqException("The application has not started: no request can be authenticated yet");
        }
        return known;
    }

    GuessLimiter guesses() {
        return guesses;
    }

    private static String randomPassword() {
        var random = new SecureRandom();
        var password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
