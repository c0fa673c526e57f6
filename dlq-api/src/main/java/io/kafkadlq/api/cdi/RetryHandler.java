package io.kafkadlq.api.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the bean's method that a retry of a channel's dead letters calls, wherever they came from, instead of the channel's
 * {@link DlqConsumer} or {@link DeadLettered} method. What it takes and returns is as with {@link DlqConsumer}.
 *
 * <p>One method per channel. A wrong one fails the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RetryHandler {

    /** The channel's name; it need not be listed in {@code dlq.channels}. */
    String value();
}
