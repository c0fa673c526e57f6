package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.cdi.DlqConsumer;
import io.kafkadlq.api.cdi.RetryHandler;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandlersOfBeansTest {

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private final Container container = Container.of(
            Map.of("dlq.channel.two.processing.topics", "configured"), Shapes.class, Short.class, OfTheRequest.class);

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @AfterEach
    void stop() {
        container.close();
    }

    private RecordHandler handler(String channel) {
        return container.application().handlers().get(channel);
    }

    private List<String> topics(String channel) {
        return container
                .extension()
                .config()
                .channels()
                .get(channel)
                .processing()
                .topics();
    }

    @Test
    void shouldReadTheChannelsThatAnnotationsName() {
        assertThat(topics("one")).containsExactly("a", "pattern:b{1,2}");
        assertThat(topics("two")).containsExactly("configured");
        assertThat(topics("retried")).isEmpty();
    }

    @Test
    void shouldCallAMethodThatTakesARecord() throws Exception {
        ((RecordHandler.ForEach) handler("one")).handler().handle(Records.at(1));

        assertThat(SEEN).containsExactly("one 1");
    }

    @Test
    void shouldThrowWhatTheMethodThrew() {
        var each = ((RecordHandler.ForEach) handler("one")).handler();

        assertThatThrownBy(() -> each.handle(Records.at(-1))).isInstanceOf(IOException.class);
    }

    @Test
    void shouldTellAMethodTheContextAndTakeItsVerdict() throws Exception {
        var deciding = ((RecordHandler.ForDeciding) handler("two")).handler();

        var verdict = deciding.handle(Records.at(1), new HandlingContext("two", 3, Optional.empty()));

        assertThat(verdict).isEqualTo(Verdict.giveUp("attempt 3"));
    }

    @Test
    void shouldReturnTheStageOfAnAsynchronousMethod() throws Exception {
        var stage = ((RecordHandler.ForEachAsync) handler("three")).handler().handle(Records.at(1));

        assertThat(stage.toCompletableFuture().getNow(null)).isEqualTo(Verdict.done());
    }

    @Test
    void shouldGiveAMethodTheListItTakes() throws Exception {
        var lists = ((RecordHandler.ForLists) handler("four")).handler();

        lists.handle(List.of(Records.at(1), Records.at(2)));

        assertThat(SEEN).containsExactly("2 records");
    }

    @Test
    void shouldLetADependentBeanLiveForOneCallInARequestOfItsOwn() throws Exception {
        var retry =
                ((RecordHandler.ForEach) container.application().retryHandlers().get("retried")).handler();

        retry.handle(Records.at(1));
        retry.handle(Records.at(2));

        assertThat(SEEN).containsExactly("call 1 of the request", "gone", "call 1 of the request", "gone");
    }

    @Test
    void shouldCallWithTheClassesOfTheApplicationInTheThreadsContext() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        var other = new ClassLoader(null) {};
        thread.setContextClassLoader(other);
        try {
            ((RecordHandler.ForEach) handler("loader")).handler().handle(Records.at(1));

            assertThat(thread.getContextClassLoader()).isSameAs(other);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(SEEN).containsExactly("loader of the bean");
    }

    @Test
    void shouldTakeTheSameMethodForTheSameWhicheverContainerAsks() {
        try (var another = Container.of(
                Map.of("dlq.channel.two.processing.topics", "configured"),
                Shapes.class,
                Short.class,
                OfTheRequest.class)) {
            assertThat(another.application()).isEqualTo(container.application());
        }
        assertThat(handler("one")).isNotEqualTo(handler("loader"));
    }

    /** A method of each shape. */
    @ApplicationScoped
    static class Shapes {

        @DlqConsumer(
                channel = "one",
                topics = {"a", "pattern:b{1,2}"})
        void one(ConsumerRecord<byte[], byte[]> record) throws IOException {
            if (record.offset() < 0) {
                throw new IOException("before the beginning");
            }
            SEEN.add("one " + record.offset());
        }

        @DlqConsumer(channel = "two", topics = "annotated")
        protected Verdict two(ConsumerRecord<?, ? extends Object> record, HandlingContext context) {
            return Verdict.giveUp("attempt " + context.attempt());
        }

        @DlqConsumer(channel = "three", topics = "c")
        public CompletionStage<Verdict> three(ConsumerRecord<byte[], byte[]> record) {
            return CompletableFuture.completedFuture(Verdict.done());
        }

        @DlqConsumer(channel = "four", topics = "d")
        public void four(List<ConsumerRecord<byte[], byte[]>> records) {
            SEEN.add(records.size() + " records");
        }

        @DlqConsumer(channel = "loader", topics = "e")
        @SuppressWarnings("rawtypes") // as old code is written
        public void loader(ConsumerRecord record) {
            boolean ours = Thread.currentThread().getContextClassLoader() == Shapes.class.getClassLoader();
            SEEN.add(ours ? "loader of the bean" : "another loader");
        }
    }

    /** A bean that belongs to whoever asks for it. */
    @Dependent
    static class Short {

        @Inject
        OfTheRequest request;

        @RetryHandler("retried")
        void again(ConsumerRecord<byte[], byte[]> record) {
            SEEN.add("call " + request.next() + " of the request");
        }

        @PreDestroy
        void end() {
            SEEN.add("gone");
        }
    }

    /** What a request counts. */
    @RequestScoped
    static class OfTheRequest {

        private int calls;

        int next() {
            return ++calls;
        }
    }
}
