package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.cdi.DeadLettered;
import io.kafkadlq.api.cdi.DlqConsumer;
import io.kafkadlq.api.cdi.RetryHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails a deployment, and how it is said. */
class WrongHandlersTest {

    private static final String HERE = WrongHandlersTest.class.getName() + "$";

    private static String refusal(Map<String, String> settings, Class<?>... beans) {
        return catchThrowableOfType(DeploymentException.class, () -> Container.of(settings, beans)
                        .close())
                .getMessage();
    }

    /** Methods that are no handlers. */
    static Stream<Arguments> wrongMethods() {
        return Stream.of(
                Arguments.of(
                        Static.class,
                        "@DlqConsumer method " + HERE
                                + "Static.pay is static, but a handler is called on its bean: remove static"),
                Arguments.of(
                        Private.class,
                        "@RetryHandler method " + HERE
                                + "Private.pay is private, where the container cannot call it: make it public"),
                Arguments.of(
                        Typed.class,
                        "@DlqConsumer method " + HERE
                                + "Typed.pay takes (ConsumerRecord<String, byte[]>), but keys and values come as bytes:"
                                + " write ConsumerRecord<byte[], byte[]> and read them there"),
                Arguments.of(
                        NoRecord.class,
                        "@DlqConsumer method " + HERE
                                + "NoRecord.pay takes (String): write (ConsumerRecord<byte[], byte[]> record),"
                                + " (ConsumerRecord<byte[], byte[]> record, HandlingContext context) or"
                                + " (List<ConsumerRecord<byte[], byte[]>> records)"),
                Arguments.of(
                        Returning.class,
                        "@DlqConsumer method " + HERE
                                + "Returning.pay returns String: make it return void, CompletionStage<Void> or"
                                + " io.kafkadlq.api.Verdict"),
                Arguments.of(
                        ListReturning.class,
                        "@DlqConsumer method " + HERE
                                + "ListReturning.pay takes a list and returns Verdict: make it void, and let it throw"
                                + " FailedRecordsException to name the records that failed"),
                Arguments.of(
                        AsyncWithContext.class,
                        "@DlqConsumer method " + HERE
                                + "AsyncWithContext.pay takes a HandlingContext and returns a stage: take"
                                + " ConsumerRecord<byte[], byte[]> alone, or return void or a Verdict"));
    }

    /** Channels and topics that cannot be. */
    static Stream<Arguments> wrongNames() {
        return Stream.of(
                Arguments.of(
                        NoChannel.class,
                        "@DlqConsumer method " + HERE
                                + "NoChannel.pay names the channel 'pay.ments': expected 1 to 64 letters, digits, - and _"),
                Arguments.of(
                        NoTopic.class,
                        "@DlqConsumer method " + HERE
                                + "NoTopic.pay names the topic 'pattern:(': expected a regular expression after pattern:"
                                + " (Unclosed group)"),
                Arguments.of(
                        WithoutTopics.class,
                        "@DlqConsumer method " + HERE
                                + "WithoutTopics.pay has no topics: name them in the annotation, or in"
                                + " dlq.channel.payments.processing.topics; if it is for retries alone, write"
                                + " @RetryHandler(\"payments\")"),
                Arguments.of(
                        Twice.class,
                        "Channel 'payments' has more than one handler: @DlqConsumer method " + HERE
                                + "Twice.one of Twice, @DlqConsumer method " + HERE
                                + "Twice.two of Twice: leave one of them"));
    }

    /** Methods whose failures, or retries, could not be dealt with. */
    static Stream<Arguments> wrongInterceptions() {
        return Stream.of(
                Arguments.of(
                        InVain.class,
                        "@DeadLettered method " + HERE
                                + "InVain.pay has no ConsumerRecord among its parameters, so nothing could become a dead"
                                + " letter: add one"),
                Arguments.of(
                        AllInVain.class,
                        "@DeadLettered class " + HERE
                                + "AllInVain has no method with a ConsumerRecord among its parameters: remove the"
                                + " annotation, or add one"),
                Arguments.of(
                        Counting.class,
                        "@DeadLettered method " + HERE
                                + "Counting.pay returns int, but there is nothing to return for a record that failed: make"
                                + " it void, or return an object, which is null then"),
                Arguments.of(
                        Judging.class,
                        "@DeadLettered method " + HERE
                                + "Judging.pay returns a Verdict, which only the engine understands: let it throw instead,"
                                + " or make it a @RetryHandler or @DlqConsumer method"),
                Arguments.of(
                        OfObjects.class,
                        "@DeadLettered method " + HERE
                                + "OfObjects.pay, which a retry of channel 'payments' would call, takes"
                                + " (ConsumerRecord<String, Integer>), but keys and values come as bytes: write"
                                + " ConsumerRecord<byte[], byte[]> and read them there; else add a method with"
                                + " @RetryHandler(\"payments\"), or set dlq.channel.payments.retry.by=nobody"),
                Arguments.of(
                        Several.class,
                        "A retry of channel 'payments' could call any of @DeadLettered method " + HERE
                                + "Several.one of Several, @DeadLettered method " + HERE
                                + "Several.two of Several: add a method with @RetryHandler(\"payments\"), or set"
                                + " dlq.channel.payments.retry.by=nobody"));
    }

    @ParameterizedTest
    @MethodSource({"wrongMethods", "wrongNames", "wrongInterceptions"})
    void shouldSayWhichMethodIsWrongAndWhatToWrite(Class<?> bean, String message) {
        assertThat(refusal(Map.of(), bean)).contains(message);
    }

    @Test
    void shouldSayAllThatIsWrongAtOnce() {
        assertThat(refusal(Map.of("dlq.channel.payments.batch.writers", "none"), Typed.class, NoRecord.class))
                .contains("Typed.pay takes", "NoRecord.pay takes", "dlq.channel.payments.batch.writers is 'none'");
    }

    @Test
    void shouldMindAMethodThatNoRetryCanCallOnlyWhereARetryWould() {
        Container.of(
                        Map.of("dlq.channel.payments.retry.by", "nobody"),
                        ScriptedDoor.class,
                        OfObjects.class,
                        Several.class)
                .close();
        Container.of(Map.of(), OfObjects.class, Again.class).close();
    }

    @Test
    void shouldLookAtTheMethodThatOverridesAnother() {
        try (var container = Container.of(Map.of(), Overriding.class)) {
            assertThat(container.application().retryHandlers()).isEmpty();
        }
    }

    @ApplicationScoped
    static class Static {
        @DlqConsumer(channel = "payments", topics = "payments")
        static void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Private {
        @RetryHandler("payments")
        private void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Typed {
        @DlqConsumer(channel = "payments", topics = "payments")
        public void pay(ConsumerRecord<String, byte[]> payment) {}
    }

    @ApplicationScoped
    static class NoRecord {
        @DlqConsumer(channel = "payments", topics = "payments")
        public void pay(String payment) {}
    }

    @ApplicationScoped
    static class Returning {
        @DlqConsumer(channel = "payments", topics = "payments")
        public String pay(ConsumerRecord<byte[], byte[]> payment) {
            return "paid";
        }
    }

    @ApplicationScoped
    static class ListReturning {
        @DlqConsumer(channel = "payments", topics = "payments")
        public Verdict pay(List<ConsumerRecord<byte[], byte[]>> payments) {
            return Verdict.done();
        }
    }

    @ApplicationScoped
    static class AsyncWithContext {
        @DlqConsumer(channel = "payments", topics = "payments")
        public CompletionStage<Void> pay(ConsumerRecord<byte[], byte[]> payment, HandlingContext context) {
            throw new UnsupportedOperationException();
        }
    }

    @ApplicationScoped
    static class NoChannel {
        @DlqConsumer(channel = "pay.ments", topics = "payments")
        public void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class NoTopic {
        @DlqConsumer(channel = "payments", topics = "pattern:(")
        public void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class WithoutTopics {
        @DlqConsumer(channel = "payments")
        public void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Twice {
        @DlqConsumer(channel = "payments", topics = "payments")
        public void one(ConsumerRecord<byte[], byte[]> payment) {}

        @DlqConsumer(channel = "payments", topics = "payments")
        public void two(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class InVain {
        @DeadLettered(channel = "payments")
        public void pay(String payment) {}
    }

    @ApplicationScoped
    @DeadLettered(channel = "payments")
    static class AllInVain {
        public void pay(String payment) {}
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
    static class OfObjects {
        @DeadLettered(channel = "payments")
        public void pay(ConsumerRecord<String, Integer> payment) {}
    }

    @ApplicationScoped
    static class Several {
        @DeadLettered(channel = "payments")
        public void one(ConsumerRecord<byte[], byte[]> payment) {}

        @DeadLettered(channel = "payments")
        public void two(ConsumerRecord<byte[], byte[]> payment) {}
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
