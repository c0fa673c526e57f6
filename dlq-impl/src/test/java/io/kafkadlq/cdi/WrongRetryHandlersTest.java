package io.kafkadlq.cdi;

import static io.kafkadlq.cdi.Container.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.cdi.RetryHandler;
import io.kafkadlq.api.model.DlqRecord;
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

/** How a deployment is refused for a {@code @RetryHandler} that cannot work. */
class WrongRetryHandlersTest {

    private static final String HERE = "@RetryHandler method " + WrongRetryHandlersTest.class.getName() + "$";

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        Static.class,
                        HERE + "Static.again is static, but a handler is called on its bean: remove static"),
                Arguments.of(
                        Private.class,
                        HERE + "Private.again is private, where the container cannot call it: make it public"),
                Arguments.of(
                        Final.class,
                        HERE + "Final.again is final, so that the container cannot step in between: remove final"),
                Arguments.of(
                        OfObjects.class,
                        HERE
                                + "OfObjects.again takes (ConsumerRecord<byte[], Integer>), but keys and values come as bytes: write ConsumerRecord<byte[], byte[]> and read them there"),
                Arguments.of(
                        OfDeadLetter.class,
                        HERE
                                + "OfDeadLetter.again takes (DlqRecord): write (ConsumerRecord<byte[], byte[]> record), (ConsumerRecord<byte[], byte[]> record, HandlingContext context) or (List<ConsumerRecord<byte[], byte[]>> records)"),
                Arguments.of(
                        ContextFirst.class,
                        HERE
                                + "ContextFirst.again takes (HandlingContext, ConsumerRecord<byte[], byte[]>): write (ConsumerRecord<byte[], byte[]> record), (ConsumerRecord<byte[], byte[]> record, HandlingContext context) or (List<ConsumerRecord<byte[], byte[]>> records)"),
                Arguments.of(
                        Returning.class,
                        HERE
                                + "Returning.again returns boolean: make it return void, CompletionStage<Void> or io.kafkadlq.api.Verdict"),
                Arguments.of(
                        ListReturning.class,
                        HERE
                                + "ListReturning.again takes a list and returns List: make it void, and let it throw FailedRecordsException to name the records that failed"),
                Arguments.of(
                        AsyncWithContext.class,
                        HERE
                                + "AsyncWithContext.again takes a HandlingContext and returns a stage: take ConsumerRecord<byte[], byte[]> alone, or return void or a Verdict"),
                Arguments.of(
                        Nameless.class,
                        HERE + "Nameless.again names the channel '': expected 1 to 64 letters, digits, - and _"),
                Arguments.of(
                        ByInterface.class,
                        HERE
                                + "ByInterface.again is on a bean that is known by its interfaces alone: make its class one of the bean's types, by @LocalBean on an enterprise bean, or by removing @Typed"),
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
        @RetryHandler("payments")
        static void again(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Private {
        @RetryHandler("payments")
        private void again(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Final {
        @RetryHandler("payments")
        public final void again(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class OfObjects {
        @RetryHandler("payments")
        public void again(ConsumerRecord<byte[], Integer> payment) {}
    }

    @ApplicationScoped
    static class OfDeadLetter {
        @RetryHandler("payments")
        public void again(DlqRecord deadLetter) {}
    }

    @ApplicationScoped
    static class ContextFirst {
        @RetryHandler("payments")
        public void again(HandlingContext context, ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Returning {
        @RetryHandler("payments")
        public boolean again(ConsumerRecord<byte[], byte[]> payment) {
            return true;
        }
    }

    @ApplicationScoped
    static class ListReturning {
        @RetryHandler("payments")
        public List<Verdict> again(List<ConsumerRecord<byte[], byte[]>> payments) {
            return List.of();
        }
    }

    @ApplicationScoped
    static class AsyncWithContext {
        @RetryHandler("payments")
        public CompletionStage<Void> again(ConsumerRecord<byte[], byte[]> payment, HandlingContext context) {
            throw new UnsupportedOperationException();
        }
    }

    @ApplicationScoped
    static class Nameless {
        @RetryHandler("")
        public void again(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    @Typed(Runnable.class)
    static class ByInterface implements Runnable {
        @Override
        public void run() {}

        @RetryHandler("payments")
        public void again(ConsumerRecord<byte[], byte[]> payment) {}
    }

    @ApplicationScoped
    static class Twice {
        @RetryHandler("payments")
        public void one(ConsumerRecord<byte[], byte[]> payment) {}

        @RetryHandler("payments")
        public void two(ConsumerRecord<byte[], byte[]> payment) {}
    }
}
