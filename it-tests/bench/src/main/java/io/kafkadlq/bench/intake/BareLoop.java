package io.kafkadlq.bench.intake;

import io.kafkadlq.bench.harness.Meter;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.topic.Topic;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Kafka's consumer in the plainest loop there is: what every limit is made of. */
final class BareLoop {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Topic topic;
    private final Sink sink;

    BareLoop(Topic topic, Sink sink) {
        this.topic = topic;
        this.sink = sink;
    }

    /** Where the loop puts what it reads. */
    interface Sink {

        void take(ConsumerRecords<byte[], byte[]> records);

        /** Makes the rest durable, and tells how many have been in all. */
        long finish();
    }

    /** Counts what comes. */
    static final class Nowhere implements Sink {

        private long taken;

        @Override
        public void take(ConsumerRecords<byte[], byte[]> records) {
            taken += records.count();
        }

        @Override
        public long finish() {
            return taken;
        }
    }

    /** Reads the topic once, or as long as it may; the clock starts with the first records in hand. */
    Map<Unit, Double> run(Duration bound) {
        try (var consumer = topic.consumer(Topic.freshGroup())) {
            ConsumerRecords<byte[], byte[]> records = firstOf(consumer);
            var meter = Meter.start();
            long read = 0;
            while (true) {
                sink.take(records);
                read += records.count();
                if (read >= topic.records() || meter.elapsedNanos() > bound.toNanos()) {
                    return meter.stop(sink.finish());
                }
                records = consumer.poll(POLL);
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> firstOf(KafkaConsumer<byte[], byte[]> consumer) {
        long start = System.nanoTime();
        while (true) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                return records;
            }
            if (System.nanoTime() - start > Topic.JOIN_BOUND.toNanos()) {
                throw new IllegalStateException(topic.name() + " gave no record within " + Topic.JOIN_BOUND);
            }
        }
    }
}
