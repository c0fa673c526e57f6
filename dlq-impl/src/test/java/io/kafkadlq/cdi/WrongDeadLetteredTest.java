package io.kafkadlq.cdi;

import static io.kafkadlq.cdi.Container.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.cdi.DeadLettered;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a deployment is refused for a {@code @DeadLettered} that cannot work. */
class WrongDeadLetteredTest {

    private static final String HERE = "@DeadLettered method " + WrongDeadLetteredTest.class.getName() + "$";

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        Static.class,
                        HERE + "Static.pay is static, but a handler is called on its bean: remove static"),
                Arguments.of(
                        Private.class,
                        HERE + "Private.pay is private, where the container cannot call it: make it public"),
                Arguments.of(
                        InVain.class,
                        HERE
                                + "InVain.pay has no ConsumerRecord among its parameters, so nothing could become a dead letter: add one"),
                Arguments.of(
                        OfList.class,
                        HERE
                                + "OfList.pay has no ConsumerRecord among its parameters, so nothing could become a dead letter: add one"),
                Arguments.of(
                        Counting.class,
                        HERE
                                + "Counting.pay returns int, but there is nothing to return for a record that failed: make it void, or return an object, which is null then"),
                Arguments.of(
                        Judging.class,
                        HERE
                                + "Judging.pay returns a Verdict, which only the engine understands: let it throw instead, or make it a @RetryHandler or @DlqConsumer method"),
                Arguments.of(
                        OwnStage.class,
                        HERE
                                + "OwnStage.pay returns a stage of a kind of its own, which cannot be put in place of one that failed: make it return CompletionStage"),
                Arguments.of(
                        Dotted.class,
                        HERE + "Dotted.pay names the channel 'pay.ments': expected 1 to 64 letters, digits, - and _"),
                Arguments.of(
                        OfObjects.class,
                        HERE
                                + "OfObjects.pay, which a retry of channel 'payments' would call, takes (ConsumerRecord<String, Integer>), but keys and values come as bytes: write ConsumerRecord<byte[], byte[]> and read them there; else add a method with @RetryHandler(\"payments\"), or set dlq.channel.payments.retry.by=nobody"),
                Arguments.of(
                        AllInVain.class,
                        HERE.replace("method", "class")
                                + "AllInVain has no method with a ConsumerRecord among its parameters: remove the annotation, or add one"),
                Arguments.of(
                        Several.class,
                        "A retry of channel 'payments' could call any of " + HERE + "Several.one of Several, " + HERE
                                + "Several.two of Several: add a method with @RetryHandler(\"payments\"), or set dlq.channel.payments.retry.by=nobody"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldSayWhichMethodIsWrongAndWhatToWrite(Class<?> bean, String message) {
        assertThat(refusal(Map.of(), bean)).isEqualTo(message);
    }

    @ApplicationScoped
    static class Static {
        @DeadLettered(channel = "payments")
        static void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Private {
        @DeadLettered(channel = "payments")
        private void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class InVain {
        @DeadLettered(channel = "payments")
        public void pay(String payment) {}
    }

    @ApplicationScoped
    static class OfList {
        @DeadLettered(channel = "payments")
        public void pay(List<ConsumerRecord<byte[], byte[]>> payments) {}
    }

    @ApplicationScoped
    static class Counting {
        @DeadLettered(channel = "payments")
        public int pay(ConsumerRecord<byte[], byte[]> payment) {
            return 1;
        }
    }

    @ApplicationScoped
    static class Judging {
        @DeadLettered(channel = "payments")
        public Verdict pay(ConsumerRecord<byte[], byte[]> payment) {
            return Verdict.done();
        }
    }

    @ApplicationScoped
    static class OwnStage {
        @DeadLettered(channel = "payments")
        public OwnFuture pay(ConsumerRecord<byte[], byte[]> payment) {
            return new OwnFuture();
        }
    }

    @ApplicationScoped
    static class Dotted {
        @DeadLettered(channel = "pay.ments")
        public void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class OfObjects {
        @DeadLettered(channel = "payments")
        public void pay(ConsumerRecord<String, Integer> payment) {}
    }

    static class OwnFuture extends CompletableFuture<Void> {}

    @ApplicationScoped
    @DeadLettered(channel = "payments")
    static class AllInVain {
        public void pay(String payment) {}
    }

    @ApplicationScoped
    static class Several {
        @DeadLettered(channel = "payments")
        public void one(ConsumerRecord<byte[], byte[]> payment) {}

        @DeadLettered(channel = "payments")
        public void two(ConsumerRecord<byte[], byte[]> payment) {}
    }
}
