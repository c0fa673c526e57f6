package io.kafkadlq.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes guessing passwords slow: after {@value #FAILURES_ALLOWED} wrong ones, an address is not listened to under that
 * name for the rest of a minute. By address and name: others can lock a user out only if the server sees them under the
 * user's address, as it does behind a proxy unless it is told the address that the proxy forwards. Thread-safe.
 */
final class GuessLimiter {

    static final int FAILURES_ALLOWED = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int MAX_TRACKED = 10_000;

    private record Failures(int count, Instant since) {}

    private final Clock clock;
    /** The oldest first, as nothing is put again before it has expired; guarded by itself. */
    private final Map<Guesser, Failures> guarded;

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
        var guesser = Guesser.of(address, name);
        Instant now = clock.instant();
        synchronized (guarded) {
            forgetExpired(now);
            Failures failures = guarded.get(guesser);
            return failures == null || failures.count() < FAILURES_ALLOWED
                    ? Duration.ZERO
                    : Duration.between(now, failures.since().plus(WINDOW));
        }
    }

    void failed(String address, String name) {
        var guesser = Guesser.of(address, name);
        Instant now = clock.instant();
        synchronized (guarded) {
            forgetExpired(now);
            guarded.merge(
                    guesser, new Failures(1, now), (before, first) -> new Failures(before.count() + 1, before.since()));
        }
    }

    void succeeded(String address, String name) {
        var guesser = Guesser.of(address, name);
        synchronized (guarded) {
            guarded.remove(guesser);
        }
    }

    /** How many guessers are remembered. */
    int tracked() {
        synchronized (guarded) {
            return guarded.size();
        }
    }

    private void forgetExpired(Instant now) {
        var oldest = guarded.values().iterator();
        while (oldest.hasNext() && !oldest.next().since().plus(WINDOW).isAfter(now)) {
            oldest.remove();
        }
    }
}
