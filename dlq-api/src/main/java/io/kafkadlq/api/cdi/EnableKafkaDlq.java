package io.kafkadlq.api.cdi;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says by code which channels an application has, and what holds where its configuration says nothing. On any class of the
 * application, or on several, which add up; the class becomes a bean by it, if it is none yet.
 *
 * <pre>{@code
 * @EnableKafkaDlq(
 *         channels = {"orders", "payments"},
 *         settings = {"dlq.kafka.bootstrap.servers=localhost:9092", "dlq.channel.orders.retry.max-attempts=5"})
 * public class Shop {}
 * }</pre>
 *
 * <p>Without it everything works just as well, by configuration and the other annotations.
 */
@Documented
@Stereotype
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EnableKafkaDlq {

    /** Names of channels; they need not be listed in {@code dlq.channels}. */
    String[] channels() default {};

    /**
     * Each {@code key=value}: the value of a {@code dlq.} key for which no configuration source has one. A key that is
     * unknown, or that two classes give different values, fails the deployment.
     */
    String[] settings() default {};
}
