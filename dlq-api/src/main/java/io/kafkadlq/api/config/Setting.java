package io.kafkadlq.api.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States all about a configuration key beside the record component it fills: {@code maxSize} of {@code batch} is read
 * from {@code dlq.….batch.max-size}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** One line for the reference table. */
    String doc();

    /** The default as it would be written in the configuration; empty for an absent optional or an empty list. */
    String byDefault() default "";

    /** The least value allowed, as it would be written; empty for no bound. */
    String min() default "";

    /** The greatest value allowed, as it would be written; empty for no bound. */
    String max() default "";

    /** Whether the value is masked wherever it is shown. */
    boolean secret() default false;

    /** Whether it can be changed while the engine runs, by {@link io.kafkadlq.api.ChannelControl} and by REST. */
    boolean live() default false;
}
