package io.kafkadlq.bench.zerocopy;

import io.kafkadlq.bench.topic.Clients;
import io.kafkadlq.bench.topic.Topic;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** How values come: each an array of its own, or slices that share the buffer which the client fetched. */
enum Form {
    ARRAY("byte-array") {
        @Override
        Deserializer<?> deserializer() {
            return new ByteArrayDeserializer();
        }
    },
    SLICE("byte-buffer") {
        @Override
        Deserializer<?> deserializer() {
            return new ByteBufferDeserializer();
        }
    };

    private final String system;

    Form(String system) {
        this.system = system;
    }

    String system() {
        return system;
    }

    abstract Deserializer<?> deserializer();

    @SuppressWarnings("unchecked")
    KafkaConsumer<Object, Object> consumer(Topic topic) {
        var consumer = new KafkaConsumer<>(
                Clients.consuming(topic.bootstrapServers(), Topic.freshGroup()),
                (Deserializer<Object>) deserializer(),
                (Deserializer<Object>) deserializer());
        consumer.subscribe(List.of(topic.name()));
        return consumer;
    }

    /** Looks at every byte, as whoever handles a record does, in either form in the way that is natural to it. */
    static int sum(Object value) {
        int sum = 0;
        if (value instanceof byte[] bytes) {
            for (byte one : bytes) {
                sum += one;
            }
        } else {
            var buffer = (ByteBuffer) value;
            for (int i = buffer.position(); i < buffer.limit(); i++) {
                sum += buffer.get(i);
            }
        }
        return sum;
    }
}
