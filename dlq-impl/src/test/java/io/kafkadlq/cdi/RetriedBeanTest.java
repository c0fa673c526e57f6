package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.cdi.DeadLettered;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StoreFixtures;
import io.kafkadlq.cdi.fault.KafkaGuard;
import io.kafkadlq.cdi.fault.StoreGuard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bean's failure, from the call to the retry that succeeds, through an engine that the container started. */
class RetriedBeanTest {

    private final Container container = Container.of(
            Map.of("dlq.channel.orders.retry.backoff", "fixed:PT0.01S"),
            DlqProducer.class,
            StoreGuard.class,
            KafkaGuard.class,
            Orders.class);

    @AfterEach
    void stop() {
        container.close();
    }

    private List<RecordSummary> stored() {
        return StoreFixtures.value(container.bean(DlqDesk.class).query(QueryCriteria.everything()))
                .items();
    }

    @Test
    void shouldCallTheFailedMethodAgainUntilItSucceeds() {
        var orders = container.bean(Orders.class);

        orders.book(Records.at(7));

        assertThat(stored()).extracting(RecordSummary::channel).containsExactly("orders");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(stored()).extracting(RecordSummary::status).containsExactly(DlqStatus.SUCCESS));
        assertThat(orders.calls()).isEqualTo(3);
    }

    /** A consumer that fails twice. */
    @ApplicationScoped
    static class Orders {

        private final AtomicInteger calls = new AtomicInteger();

        @DeadLettered(channel = "orders")
        void book(ConsumerRecord<byte[], byte[]> order) {
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("sold out");
            }
        }

        int calls() {
            return calls.get();
        }
    }
}
