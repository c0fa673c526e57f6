package io.kafkadlq.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.payload.Fetched;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With no Kafka at its address. */
class KafkaPayloadsTest {

    private static final Source PLACE = new Source("orders-dlt", 0, 4711, 1000);

    private final KafkaPayloads payloads =
            new KafkaPayloads(new ClientSettings(Map.of("bootstrap.servers", "127.0.0.1:1")), "test", Thread::new);

    @AfterEach
    void stop() {
        payloads.close();
    }

    private CompletableFuture<List<Fetched>> fetch() {
        return payloads.fetch(List.of(PLACE, PLACE)).toCompletableFuture();
    }

    @Test
    void shouldNotTakeAKafkaThatIsAwayForALoss() throws Exception {
        assertThat(fetch().get(30, TimeUnit.SECONDS)).hasSize(2).allSatisfy(fetched -> assertThat(fetched)
                .isInstanceOf(Fetched.Unavailable.class));
        assertThat(payloads.firstKept("orders-dlt", 0)).isEmpty();
    }

    @Test
    void shouldFailToLookWhereKafkaIsAway() {
        var look = payloads.look(List.of(TopicName.parse("orders-dlt"))).toCompletableFuture();

        assertThatThrownBy(() -> look.get(30, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void shouldAnswerAllThatWaitsWhenItIsClosed() throws Exception {
        var begun = fetch();
        var waiting = fetch();

        payloads.close();

        assertThat(begun.get(5, TimeUnit.SECONDS)).allSatisfy(KafkaPayloadsTest::isUnavailable);
        assertThat(waiting.get(5, TimeUnit.SECONDS)).allSatisfy(KafkaPayloadsTest::isUnavailable);
        assertThat(fetch().get(5, TimeUnit.SECONDS)).allSatisfy(KafkaPayloadsTest::isUnavailable);
    }

    private static void isUnavailable(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.Unavailable.class);
    }

    @Test
    void shouldAnswerThoughThereIsNoThreadToBeHad() throws Exception {
        var noThreads = new KafkaPayloads(new ClientSettings(Map.of()), "test", work -> {
            throw new IllegalStateException("no threads");
        });

        assertThat(noThreads.fetch(List.of(PLACE)).toCompletableFuture().get(5, TimeUnit.SECONDS))
                .singleElement()
                .satisfies(KafkaPayloadsTest::isUnavailable);
        noThreads.close();
    }
}
