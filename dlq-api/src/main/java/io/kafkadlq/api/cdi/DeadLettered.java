package io.kafkadlq.api.cdi;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes what a consumer's method fails on a dead letter of a channel. For methods that somebody else calls, with a {@code
 * ConsumerRecord} among their parameters; methods of the class without one are left alone.
 *
 * <pre>{@code
 * @DeadLettered(channel = "orders")
 * public void onOrder(ConsumerRecord<byte[], byte[]> order) { … }
 * }</pre>
 *
 * <p>When the method throws, the call returns normally ({@code null} where a value is due, a completed stage where a stage
 * is) once the record is durable in the store: its offset may be committed. If it is not stored within 30 seconds, the
 * method's exception is thrown, with what kept it from being stored {@linkplain Throwable#getSuppressed() suppressed}: the
 * caller keeps the record and tries again. That it may have been stored after all is harmless, it is not stored twice. A
 * method that returns a {@code CompletionStage} fails as its stage does; for this no thread waits, and there is no limit in
 * time. An interrupted method ({@code InterruptedException}) says nothing against its record and is left to the caller.
 *
 * <p>It works outside of {@code @Transactional}, so the transaction of the method that failed is rolled back by then. Where
 * a caller has begun one, as containers do for message-driven and other enterprise beans, that one is marked for rollback,
 * or it would keep half of what the method did.
 *
 * <p>Unless the channel has a {@link DlqConsumer} or a {@link RetryHandler}, the method is also what a retry of the channel
 * calls; what it throws then counts as the retry's failure.
 *
 * <p>As with any interceptor, calls within the bean itself do not pass it.
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface DeadLettered {

    /** The channel's name; it need not be listed in {@code dlq.channels}. */
    @Nonbinding
    String channel();
}
