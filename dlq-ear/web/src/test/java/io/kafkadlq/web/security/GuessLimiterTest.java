package io.kafkadlq.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuessLimiterTest {

    private final SettableClock clock = new SettableClock();
    private final GuessLimiter limiter = new GuessLimiter(clock);

    @BeforeEach
    void guessTenTimes() {
        for (int i = 0; i < GuessLimiter.FAILURES_ALLOWED; i++) {
            assertThat(limiter.pause("10.0.0.1", "admin")).isZero();
            limiter.failed("10.0.0.1", "admin");
        }
    }

    @Test
    void shouldStopListeningForTheRestOfTheMinute() {
        clock.now = clock.now.plusSeconds(20);

        assertThat(limiter.pause("10.0.0.1", "admin")).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void shouldNotLockOutTheSameUserElsewhere() {
        assertThat(limiter.pause("10.0.0.2", "admin")).isZero();
        assertThat(limiter.pause("10.0.0.1", "olga")).isZero();
    }

    @Test
    void shouldStartAfreshAfterTheMinute() {
        clock.now = clock.now.plusSeconds(61);
        limiter.failed("10.0.0.1", "admin");

        assertThat(limiter.pause("10.0.0.1", "admin")).isZero();
    }

    @Test
    void shouldForgetFailuresOnceThePasswordWasRight() {
        limiter.succeeded("10.0.0.1", "admin");

        assertThat(limiter.pause("10.0.0.1", "admin")).isZero();
    }

    @Test
    void shouldForgetWhatHasExpired() {
        clock.now = clock.now.plusSeconds(30);
        limiter.failed("10.0.0.3", "admin");
        assertThat(limiter.tracked()).isEqualTo(2);

        clock.now = clock.now.plusSeconds(30);
        limiter.pause("10.0.0.4", "admin");

        assertThat(limiter.tracked()).isEqualTo(1);
    }

    @Test
    void shouldRememberABoundedNumberOfGuessers() {
        for (int i = 0; i <= GuessLimiter.MAX_TRACKED; i++) {
            limiter.failed("10.0.0.5", "name-" + i);
        }

        assertThat(limiter.tracked()).isEqualTo(GuessLimiter.MAX_TRACKED);
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
