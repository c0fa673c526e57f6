package io.kafkadlq.core.engine;

import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.payload.Fetched;
import io.kafkadlq.core.payload.PayloadSource;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.payload.RetentionWatch;
import io.kafkadlq.core.payload.TopicLook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {

    private final AtomicInteger looks = new AtomicInteger();

    private final PayloadSource defective = new PayloadSource() {
        @Override
        public CompletionStage<List<Fetched>> fetch(List<Source> places) {
            throw new IllegalStateException("not in this test");
        }

        @Override
        public OptionalLong firstKept(String topic, int partition) {
            return OptionalLong.empty();
        }

        @Override
        public CompletionStage<TopicLook> look(List<TopicName> topics) {
            looks.incrementAndGet();
            throw new IllegalStateException("no threads");
        }

        @Override
        public void close() {}
    };

    @Test
    void shouldBeatOnWhenTopicsCannotBeLookedAt() {
        var channels = Configured.by(Map.of(
                        "dlq.channel.default.dead-letter-topics", "orders-dlt",
                        "dlq.channel.default.payload.store", "reference"))
                .channels();
        var hours = new AtomicLong();
        var pulse = new Pulse(
                List.of(),
                List.of(new RetentionWatch(channels, new Payloads(Optional.of(defective)))::pulse),
                Thread::new,
                () -> Duration.ofHours(2 * hours.incrementAndGet()).toNanos());
        pulse.start();
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> looks.get() > 2);
        } finally {
            pulse.close();
        }
    }
}
