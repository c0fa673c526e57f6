package io.kafkadlq.api.spi;

import java.time.Duration;

/**
 * A backoff of one's own: how long to wait before the next attempt. Found by {@link java.util.ServiceLoader}, or as a bean
 * with {@code @DlqStrategy}; {@code custom:<name>} in the configuration chooses it. Stateless and thread-safe.
 */
public interface CustomBackoff {

    /**
     * What comes after {@code custom:}; 1 to 64 letters, digits, {@code .}, {@code -} and {@code _}. A bean's is that of its
     * {@code @DlqStrategy}.
     */
    default String name() {
        return getClass().getName();
    }

    /**
     * The wait after so many failures.
     *
     * @param failures at least 1
     * @return never null; negative counts as none, and more than 36,500 days as that
     */
    Duration delayAfter(int failures);
}
