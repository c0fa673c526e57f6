package io.kafkadlq.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.core.engine.SourceVitals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PollSignsTest {

    private static final TopicPartition ONE = new TopicPartition("orders-dlt", 0);
    private static final TopicPartition TWO = new TopicPartition("orders-dlt", 1);

    private final AtomicLong now = new AtomicLong();
    private final PollSigns signs = new PollSigns(Duration.ofMinutes(5), now::get);
    private double received;

    /** One that has received as many bytes as the test says. */
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest") {
        @Override
        public synchronized Map<MetricName, ? extends Metric> metrics() {
            var name = new MetricName("incoming-byte-total", "consumer-metrics", "", Map.of());
            return Map.of(name, new Metric() {
                @Override
                public MetricName metricName() {
                    return name;
                }

                @Override
                public Object metricValue() {
                    return received;
                }
            });
        }
    };

    private SourceVitals vitals() {
        return signs.vitals("dlq-poll-default-1", true);
    }

    private void after(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void shouldTellHowLongTheLoopHasNotTurned() {
        after(3);
        assertThat(vitals().sinceTurn()).isEqualTo(Duration.ofSeconds(3));

        signs.turned();

        assertThat(vitals().sinceTurn()).isZero();
        assertThat(vitals().longestTurn()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void shouldTellHowLongKafkaHasSentNothing() {
        signs.turned(kafka);
        assertThat(vitals().sinceAnswer()).isEmpty();

        received = 100;
        after(1);
        signs.turned(kafka);
        after(7);
        signs.turned(kafka);

        assertThat(vitals().sinceAnswer()).isEqualTo(Optional.of(Duration.ofSeconds(7)));
    }

    @Test
    void shouldTellTheLagOfThePartitionThatHasMost() {
        kafka.assign(List.of(ONE, TWO));
        kafka.updateEndOffsets(Map.of(ONE, 10L, TWO, 25L));
        kafka.seek(ONE, 4);
        kafka.seek(TWO, 5);
        assertThat(vitals().lag()).isEmpty();

        signs.turned(kafka);
        assertThat(vitals().lag()).hasValue(20);

        kafka.seek(TWO, 25);
        signs.turned(kafka);
        assertThat(vitals().lag()).as("looked at each second").hasValue(20);
        after(1);
        signs.turned(kafka);
        assertThat(vitals().lag()).hasValue(6);
    }
}
