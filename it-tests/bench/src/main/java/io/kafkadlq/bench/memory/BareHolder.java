package io.kafkadlq.bench.memory;

import io.kafkadlq.bench.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A bare consumer that puts something of each record into a list. */
record BareHolder(Function<ConsumerRecord<byte[], byte[]>, Object> kept) implements Holder {

    /** The least there can be: the value's array and nothing else. */
    static BareHolder ofValues() {
        return new BareHolder(ConsumerRecord::value);
    }

    /** Kafka's own object, as it came. */
    static BareHolder ofRecords() {
        return new BareHolder(record -> record);
    }

    @Override
    public Held start(Topic topic) {
        var consumer = topic.consumer(Topic.freshGroup());
        var list = new ArrayList<Object>();
        while (list.size() < topic.records()) {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> list.add(kept.apply(record)));
        }
        return new Listed(consumer, list);
    }

    private record Listed(KafkaConsumer<byte[], byte[]> consumer, List<Object> list) implements Held {

        @Override
        public long records() {
            return list.size();
        }

        @Override
        public void close() {
            consumer.close();
            list.clear();
        }
    }
}
