package io.kafkadlq.core.guard;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The kinds of calls, each with the name that MicroProfile Fault Tolerance knows its guard by: a class, a slash, a method.
 * Its settings are read from the keys that its specification defines for that method, or, for all at once, without it.
 */
enum GuardedCall {
    WRITE("io.kafkadlq.cdi.fault.StoreGuard/write", GuardDefaults.WRITE_RETRIES, GuardDefaults.WRITE_TIMEOUT),
    READ("io.kafkadlq.cdi.fault.StoreGuard/read", GuardDefaults.READ_RETRIES, GuardDefaults.READ_TIMEOUT),
    CHANGE("io.kafkadlq.cdi.fault.StoreGuard/change", 0, GuardDefaults.CHANGE_TIMEOUT),
    PUBLISH("io.kafkadlq.cdi.fault.KafkaGuard/publish", GuardDefaults.PUBLISH_RETRIES, 0);

    private static final Duration NO_TIMEOUT = Duration.ofDays(1);
    private static final double MOST_MILLIS = NO_TIMEOUT.toMillis();

    private final String method;
    private final int maxRetries;
    private final long timeoutMillis;

    GuardedCall(String method, int maxRetries, long timeoutMillis) {
        this.method = method;
        this.maxRetries = maxRetries;
        this.timeoutMillis = timeoutMillis;
    }

    String method() {
        return method;
    }

    /** @param violations what is wrong is added to them */
    GuardSettings settings(Function<String, Optional<String>> lookUp, List<String> violations) {
        var keys = new Keys(lookUp, violations);
        return new GuardSettings(retry(keys), timeout(keys), breaker(keys));
    }

    /** There are no such annotations on a change, so no key can give it one: neither a retry nor a breaker. */
    private GuardSettings.Retry retry(Keys keys) {
        int retries = (int) keys.number("Retry/maxRetries", maxRetries, -1, Integer.MAX_VALUE);
        Duration delay = keys.millis("Retry/delay", GuardDefaults.RETRY_DELAY, 0);
        Duration jitter = keys.millis("Retry/jitter", GuardDefaults.RETRY_JITTER, 0);
        return new GuardSettings.Retry(this != CHANGE && keys.isEnabled("Retry") ? retries : 0, delay, jitter);
    }

    /** Nor has a publication a timeout but the producer's own. */
    private Duration timeout(Keys keys) {
        if (this == PUBLISH || !keys.isEnabled("Timeout")) {
            return NO_TIMEOUT;
        }
        return keys.millis("Timeout/value", timeoutMillis, 1);
    }

    private GuardSettings.Breaker breaker(Keys keys) {
        return new GuardSettings.Breaker(
                this != CHANGE && keys.isEnabled("CircuitBreaker"),
                (int) keys.number("CircuitBreaker/requestVolumeThreshold", GuardDefaults.BREAKER_VOLUME, 1, 1_000_000),
                keys.number("CircuitBreaker/failureRatio", GuardDefaults.BREAKER_RATIO, 0, 1),
                keys.millis("CircuitBreaker/delay", GuardDefaults.BREAKER_DELAY, 0),
                (int) keys.number("CircuitBreaker/successThreshold", 1, 1, 1_000_000));
    }

    /** The keys of this call's guard, in the order in which the specification has them found. */
    private final class Keys {

        private final Function<String, Optional<String>> lookUp;
        private final List<String> violations;

        private Keys(Function<String, Optional<String>> lookUp, List<String> violations) {
            this.lookUp = lookUp;
            this.violations = violations;
        }

        private boolean isEnabled(String annotation) {
            return !"false".equals(raw(annotation + "/enabled", "true").toLowerCase(Locale.ROOT));
        }

        private Duration millis(String parameter, long byDefault, long least) {
            return Duration.ofMillis((long) number(parameter, byDefault, least, MOST_MILLIS));
        }

        private double number(String parameter, double byDefault, double least, double most) {
            String text = raw(parameter, Double.toString(byDefault));
            try {
                double number = Double.parseDouble(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException noNumber) {
                // Reported below, as one out of bounds is.
            }
            violations.add(method + "/" + parameter + " is '" + text + "': expected a number from " + (long) least
                    + " to " + (long) most);
            return byDefault;
        }

        private String raw(String parameter, String byDefault) {
            return lookUp.apply(method + "/" + parameter)
                    .or(() -> lookUp.apply(parameter))
                    .orElse(byDefault)
                    .trim();
        }
    }
}
