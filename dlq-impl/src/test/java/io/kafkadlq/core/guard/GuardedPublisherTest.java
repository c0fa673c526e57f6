package io.kafkadlq.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.StoreFixtures;
import io.kafkadlq.core.redrive.RecordPublisher;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publications behind the guards of Java SE. */
class GuardedPublisherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UnavailableException AWAY = new UnavailableException("Kafka is away");
    private static final IllegalArgumentException TOO_LARGE = new IllegalArgumentException("too large");

    private final Map<String, String> settings = new HashMap<>();
    private final FakeKafka kafka = new FakeKafka();
    private Optional<PlainGuards> guards = Optional.empty();

    private static final class FakeKafka implements RecordPublisher {

        private CompletionStage<Published> answer = CompletableFuture.completedStage(new Published("orders", 1, 2));
        private int calls;
        private boolean closed;

        @Override
        public CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders headers) {
            calls++;
            return answer;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private GuardedPublisher open() {
        guards = Optional.of(PlainGuards.by(key -> Optional.ofNullable(settings.get(key)), Thread::new));
        return new GuardedPublisher(kafka, guards.orElseThrow());
    }

    @AfterEach
    void close() {
        guards.ifPresent(PlainGuards::close);
    }

    private static CompletionStage<RecordPublisher.Published> publish(GuardedPublisher publisher) {
        return publisher.publish("orders", StoreFixtures.complete("orders-dlt", 1), DlqHeaders.none());
    }

    private static void shouldFail(CompletionStage<?> stage, Throwable cause) {
        assertThat(stage)
                .failsWithin(PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withCause(cause);
    }

    @Test
    void shouldPublishOnce() {
        var publisher = open();

        assertThat(publish(publisher))
                .succeedsWithin(PATIENCE)
                .isEqualTo(new RecordPublisher.Published("orders", 1, 2));
        assertThat(kafka.calls).isEqualTo(1);
    }

    @Test
    void shouldNotPublishAgainUnlessTold() {
        kafka.answer = CompletableFuture.failedStage(AWAY);

        shouldFail(publish(open()), AWAY);

        assertThat(kafka.calls).isEqualTo(1);
    }

    @Test
    void shouldPublishAgainWhenTold() {
        settings.put("io.kafkadlq.cdi.fault.KafkaGuard/publish/Retry/maxRetries", "1");
        kafka.answer = CompletableFuture.failedStage(AWAY);

        shouldFail(publish(open()), AWAY);

        assertThat(kafka.calls).isEqualTo(2);
    }

    @Test
    void shouldStopPublishingWhereKafkaIsAway() {
        kafka.answer = CompletableFuture.failedStage(AWAY);
        var publisher = open();

        for (int call = 0; call < 10; call++) {
            assertThat(publish(publisher))
                    .failsWithin(PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(UnavailableException.class);
        }

        assertThat(kafka.calls).isBetween(3, 4);
    }

    @Test
    void shouldNotHoldTheRecordsFaultsAgainstKafka() {
        settings.put("io.kafkadlq.cdi.fault.KafkaGuard/publish/Retry/maxRetries", "1");
        kafka.answer = CompletableFuture.failedStage(TOO_LARGE);
        var publisher = open();

        for (int call = 0; call < 10; call++) {
            shouldFail(publish(publisher), TOO_LARGE);
        }

        assertThat(kafka.calls).isEqualTo(10);
    }

    @Test
    void shouldCloseThePublisher() {
        open().close();

        assertThat(kafka.closed).isTrue();
    }
}
