package io.kafkadlq.api.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a bean as the configuration is to choose it: a {@link io.kafkadlq.api.flow.BackpressureStrategy}, a {@link
 * io.kafkadlq.api.spi.CustomBackoff}, a {@link io.kafkadlq.api.spi.ThreadPlacement} or a {@link
 * io.kafkadlq.api.store.DlqStorageFactory}.
 *
 * <pre>{@code
 * @ApplicationScoped
 * @DlqStrategy("by-the-hour")
 * public class ByTheHour implements BackpressureStrategy { … }
 * }</pre>
 *
 * <p>{@code dlq.channel.orders.backpressure.strategy=by-the-hour} then chooses it. What the bean itself gives as its name or
 * type is not asked for, so that it need not be made to know that a configuration is right. A name that two have fails the
 * deployment.
 */
@Documented
@Qualifier @Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
public @interface DlqStrategy {

    /** 1 to 64 letters, digits, {@code .}, {@code -} and {@code _}. */
    String value();

    /** The annotation as a value, by which code selects such a bean. */
    final class Literal extends AnnotationLiteral<DlqStrategy> implements DlqStrategy {

        private static final long serialVersionUID = 1L;

        private final String name;

        private Literal(String name) {
            this.name = name;
        }

        public static Literal of(String name) {
            return new Literal(name);
        }

        @Override
        public String value() {
            return name;
        }
    }
}
