package io.kafkadlq.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes guessing passwords slow: after {@value #FAILURES_ALLOWED} wrong ones, an address is not listened to under that
 * name for the rest of a minute. By address and name, so that nobody can lock a colleague out from elsewhere.
 * Thread-safe.
 */
final class GuessLimiter {

    static final int FAILURES_ALLOWED = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MAX_TRACKED = 10_000;

    private record Guesser(String address, String name) {}

    private record Failures(int count, Instant since) {}

    private final Clock clock;
    private final Map<Guesser, Failures> guarded; // guarded by itself

    GuessLimiter(Clock clock) {
        this.clock = clock;
        this.guarded = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Guesser, Failures> eldest) {
                return size() > MAX_TRACKED;
            }
        };
    }

    /** How long this guesser has to wait; zero if it need not. */
    Duration pause(String address, String name) {
        Instant now = clock.instant();
        synchronized (guarded) {
            Failures failures = guarded.get(new Guesser(address, name));
            if (failures == null || failures.count() < FAILURES_ALLOWED) {
                return Duration.ZERO;
            }
            Duration left = Duration.between(now, failures.since().plus(WINDOW));
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    void failed(String address, String name) {
        Instant now = clock.instant();
        synchronized (guarded) {
            guarded.merge(
                    new Guesser(address, name),
                    new Failures(1, now),
                    (before, first) -> before.since().plus(WINDOW).isBefore(now)
                            ? first
                            : new Failures(before.count() + 1, before.since()));
        }
    }

    void succeeded(String address, String name) {
        synchronized (guarded) {
            guarded.remove(new Guesser(address, name));
        }
    }
}
