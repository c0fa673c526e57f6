package io.kafkadlq.cdi;

import static io.kafkadlq.cdi.Container.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.cdi.DlqConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a deployment is refused for a {@code @DlqConsumer} that cannot work. */
class WrongConsumersTest {

    private static final String HERE = "@DlqConsumer method " + WrongConsumersTest.class.getName() + "$";

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        Static.class,
                        HERE + "Static.pay is static, but a handler is called on its bean: remove static"),
                Arguments.of(
                        Private.class,
                        HERE + "Private.pay is private, where the container cannot call it: make it public"),
                Arguments.of(
                        Final.class,
                        HERE + "Final.pay is final, so that the container cannot step in between: remove final"),
                Arguments.of(
                        OfText.class,
                        HERE
                                + "OfText.pay takes (ConsumerRecord<String, byte[]>), but keys and values come as bytes: write ConsumerRecord<byte[], byte[]> and read them there"),
                Arguments.of(
                        NoRecord.class,
                        HERE
                                + "NoRecord.pay takes (String): write (ConsumerRecord<byte[], byte[]> record), (ConsumerRecord<byte[], byte[]> record, HandlingContext context) or (List<ConsumerRecord<byte[], byte[]>> records)"),
                Arguments.of(
                        Nothing.class,
                        HERE
                                + "Nothing.pay takes (): write (ConsumerRecord<byte[], byte[]> record), (ConsumerRecord<byte[], byte[]> record, HandlingContext context) or (List<ConsumerRecord<byte[], byte[]>> records)"),
                Arguments.of(
                        Returning.class,
                        HERE
                                + "Returning.pay returns String: make it return void, CompletionStage<Void> or io.kafkadlq.api.Verdict"),
                Arguments.of(
                        ListReturning.class,
                        HERE
                                + "ListReturning.pay takes a list and returns Verdict: make it void, and let it throw FailedRecordsException to name the records that failed"),
                Arguments.of(
                        AsyncWithContext.class,
                        HERE
                                + "AsyncWithContext.pay takes a HandlingContext and returns a stage: take ConsumerRecord<byte[], byte[]> alone, or return void or a Verdict"),
                Arguments.of(
                        Dotted.class,
                        HERE + "Dotted.pay names the channel 'pay.ments': expected 1 to 64 letters, digits, - and _"),
                Arguments.of(
                        Spaced.class,
                        HERE
                                + "Spaced.pay names the topic 'all payments': expected 1 to 249 letters, digits, ., - and _, or pattern:<regex>"),
                Arguments.of(
                        Unclosed.class,
                        HERE
                                + "Unclosed.pay names the topic 'pattern:(': expected a regular expression after pattern: (Unclosed group)"),
                Arguments.of(
                        WithoutTopics.class,
                        HERE
                                + "WithoutTopics.pay has no topics: name them in the annotation, or in dlq.channel.payments.processing.topics; if it is for retries alone, write @RetryHandler(\"payments\")"),
                Arguments.of(
                        ByInterface.class,
                        HERE
                                + "ByInterface.pay is on a bean that is known by its interfaces alone: make its class one of the bean's types, by @LocalBean on an enterprise bean, or by removing @Typed"),
                Arguments.of(
                        Twice.class,
                        "Channel 'payments' has more than one handler: " + HERE + "Twice.one of Twice, " + HERE
                                + "Twice.two of Twice: leave one of them"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldSayWhichMethodIsWrongAndWhatToWrite(Class<?> bean, String message) {
        assertThat(refusal(Map.of(), bean)).isEqualTo(message);
    }

    @ApplicationScoped
    static class Static {
        @DlqConsumer(channel = "payments", topics = "payments")
        static void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Private {
        @DlqConsumer(channel = "payments", topics = "payments")
        private void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Final {
        @DlqConsumer(channel = "payments", topics = "payments")
        public final void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class OfText {
        @DlqConsumer(channel = "payments", topics = "payments")
        public void pay(ConsumerRecord<String, byte[]> payment) {}
    }

    @ApplicationScoped
    static class NoRecord {
        @DlqConsumer(channel = "payments", topics = "payments")
        public void pay(String payment) {}
    }

    @ApplicationScoped
    static class Nothing {
        @DlqConsumer(channel = "payments", topics = "payments")
        public void pay() {}
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
    static class Dotted {
        @DlqConsumer(channel = "pay.ments", topics = "payments")
        public void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Spaced {
        @DlqConsumer(channel = "payments", topics = "all payments")
        public void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Unclosed {
        @DlqConsumer(channel = "payments", topics = "pattern:(")
        public void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class WithoutTopics {
        @DlqConsumer(channel = "payments")
        public void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    @Typed(Runnable.class)
    static class ByInterface implements Runnable {
        @Override
        public void run() {}

        @DlqConsumer(channel = "payments", topics = "payments")
        public void pay(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Twice {
        @DlqConsumer(channel = "payments", topics = "payments")
        public void one(ConsumerRecord<byte[], byte[]> payment) {}

        @DlqConsumer(channel = "payments", topics = "payments")
        public void two(ConsumerRecord<byte[], byte[]> payment) {}
    }
}
