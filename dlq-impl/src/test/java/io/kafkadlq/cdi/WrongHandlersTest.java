package io.kafkadlq.cdi;

import static io.kafkadlq.cdi.Container.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.cdi.RetryHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** When annotations fail a deployment; with which words is with each of them. */
class WrongHandlersTest {

    @Test
    void shouldSayAllThatIsWrongAtOnce() {
        assertThat(refusal(
                        Map.of("dlq.channel.payments.batch.writers", "none"),
                        WrongConsumersTest.OfText.class,
                        WrongRetryHandlersTest.OfDeadLetter.class))
                .contains(
                        "OfText.pay takes", "OfDeadLetter.again takes", "dlq.channel.payments.batch.writers is 'none'");
    }

    @Test
    void shouldMindAMethodThatNoRetryCanCallOnlyWhereARetryWould() {
        Container.of(
                        Map.of("dlq.channel.payments.retry.by", "nobody"),
                        ScriptedDoor.class,
                        WrongDeadLetteredTest.OfObjects.class,
                        WrongDeadLetteredTest.Several.class)
                .close();
        Container.of(Map.of(), WrongDeadLetteredTest.OfObjects.class, Again.class)
                .close();
    }

    @Test
    void shouldLookAtTheMethodThatOverridesAnother() {
        try (var container = Container.of(Map.of(), Overriding.class)) {
            assertThat(container.application().retryHandlers()).isEmpty();
        }
    }

    @ApplicationScoped
    static class Again {
        @RetryHandler("payments")
        public void again(ConsumerRecord<byte[], byte[]> payment) {}
    }

    /** Whose method a subclass takes the place of. */
    static class Overridden {
        @RetryHandler("payments")
        public void again(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Overriding extends Overridden {
        @Override
        public void again(ConsumerRecord<byte[], byte[]> payment) {}
    }
}
