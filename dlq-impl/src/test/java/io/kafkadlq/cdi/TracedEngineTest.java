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
import io.kafkadlq.cdi.telemetry.ServerTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The attempts of an engine that a container with OpenTelemetry started. */
class TracedEngineTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Queue<ReadableSpan> SPANS = new ConcurrentLinkedQueue<>();

    /** As a server's. */
    @ApplicationScoped
    static class Telemetries {

        @Produces
        OpenTelemetry telemetry() {
            return OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(new Kept())
                            .build())
                    .build();
        }
    }

    /** Keeps what has ended. */
    private static final class Kept implements SpanProcessor {

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            SPANS.add(span);
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
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
    }

    @BeforeEach
    void forget() {
        SPANS.clear();
    }

    private static void bookUntilItSucceeds(Map<String, String> settings) {
        var all = new HashMap<>(Map.of("dlq.channel.orders.retry.backoff", "fixed:PT0.01S"));
        all.putAll(settings);
        try (Container container = Container.of(
                all,
                DlqProducer.class,
                StoreGuard.class,
                KafkaGuard.class,
                ServerTelemetry.class,
                Telemetries.class,
                Orders.class)) {
            var order = Records.at(7);
            order.headers()
                    .add("traceparent", ("00-" + TRACE + "-b7ad6b7169203331-01").getBytes(StandardCharsets.US_ASCII));
            container.bean(Orders.class).book(order);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            StoreFixtures.value(container.bean(DlqDesk.class).query(QueryCriteria.everything()))
                                    .items())
                    .extracting(RecordSummary::status)
                    .containsExactly(DlqStatus.SUCCESS));
        }
    }

    @Test
    void shouldNoteEachRetryLinkedToTheTraceOfTheRecord() {
        bookUntilItSucceeds(Map.of());

        assertThat(SPANS).extracting(ReadableSpan::getName).containsExactly("process orders", "process orders");
        assertThat(SPANS)
                .extracting(span -> span.toSpanData().getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR, StatusCode.UNSET);
        assertThat(SPANS).allSatisfy(span -> assertThat(span.toSpanData().getLinks())
                .extracting(link -> link.getSpanContext().getTraceId())
                .containsExactly(TRACE));
    }

    @Test
    void shouldNoteNothingIfNotToldTo() {
        bookUntilItSucceeds(Map.of("dlq.telemetry.enabled", "false"));

        assertThat(SPANS).isEmpty();
    }
}
