package io.kafkadlq.api.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which channel is meant: whose handler or switch is injected, whose events are observed, whose retries a policy is for.
 *
 * <pre>{@code
 * @Inject @DlqChannel("orders") DlqHandler orders;
 * @Inject @DlqChannel("orders") ChannelControl control;
 *
 * void alarm(@ObservesAsync @DlqChannel("orders") RecordFailed event) { … }
 *
 * @Produces @DlqChannel("orders") RetryPolicy policy() { … }
 * }</pre>
 *
 * <p>Without it handler and switch are those of the channel {@code default}, and events those of all channels. The channel is there because it is named so; an illegal name
 * fails the deployment.
 */
@Documented
@Qualifier @Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
public @interface DlqChannel {

    /** The channel's name; it need not be listed in {@code dlq.channels}. */
    String value();

    /** The annotation as a value, by which code selects beans and events of a channel. */
    final class Literal extends AnnotationLiteral<DlqChannel> implements DlqChannel {

        private static final long serialVersionUID = 1L;

        private final String channel;

        private Literal(String channel) {
            this.channel = channel;
        }

        public static Literal of(String channel) {
            return new Literal(channel);
        }

        @Override
        public String value() {
            return channel;
        }
    }
}
