package io.kafkadlq.api.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the bean's method that handles the records of a channel's source topics, and the channel's retries unless another
 * method is a {@link RetryHandler}. The topics are polled for it; what it fails on becomes a dead letter of the channel.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class Payments {
 *
 *     @DlqConsumer(channel = "payments", topics = "payments")
 *     public void pay(ConsumerRecord<byte[], byte[]> payment) { … }
 * }
 * }</pre>
 *
 * <p>The method takes a {@code ConsumerRecord<byte[], byte[]>}, and as a second parameter, if it wants, the {@link
 * io.kafkadlq.api.HandlingContext}; or it takes a {@code List<ConsumerRecord<byte[], byte[]>>}. It returns {@code void}, or
 * for a single record a {@link io.kafkadlq.api.Verdict}, or, without a context, a {@code CompletionStage} that completes when
 * the record is handled. What holds for the shapes of a {@link io.kafkadlq.api.RecordHandler} holds for it: above all, it is
 * called by many threads at once. A request context is active until it returns; there is no transaction unless the method
 * has one made.
 *
 * <p>One method per channel. A wrong one fails the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface DlqConsumer {

    /** The channel's name; it need not be listed in {@code dlq.channels}. */
    String channel();

    /** Names of topics or {@code pattern:<regex>}, where {@code dlq.channel.<name>.processing.topics} is not set. */
    String[] topics() default {};
}
