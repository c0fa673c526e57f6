package io.kafkadlq.bench.peers;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.kafkadlq.bench.topic.Clients;
import io.kafkadlq.bench.topic.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Confluent's Parallel Consumer. It has no dead letters of its own: the handler sends them, without waiting, which is
 * quicker than safe, for the offset may be committed before Kafka has acknowledged them.
 *
 * @param batch most records given to the handler at once
 */
record ParallelPeer(ProcessingOrder order, int concurrency, int batch) implements Participant {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    @Override
    public Running start(Bout bout) {
        Topic topic = bout.topic();
        var deadLetters = new DeadLetters(topic.bootstrapServers(), bout.deadLetters());
        var consumer = new KafkaConsumer<>(
                Clients.consuming(topic.bootstrapServers(), bout.group()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var processor =
                ParallelStreamProcessor.createEosStreamProcessor(ParallelConsumerOptions.<byte[], byte[]>builder()
                        .consumer(consumer)
                        .ordering(order)
                        .maxConcurrency(concurrency)
                        .batchSize(batch)
                        .shutdownTimeout(CLOSE_WITHIN)
                        .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
                        .build());
        processor.subscribe(List.of(topic.name()));
        processor.poll(context -> {
            for (ConsumerRecord<byte[], byte[]> record : context.getConsumerRecordsFlattened()) {
                handle(bout, record, deadLetters);
            }
        });
        return new Processing(bout, processor, deadLetters);
    }

    private static void handle(Bout bout, ConsumerRecord<byte[], byte[]> record, DeadLetters deadLetters) {
        try {
            bout.handle(record.value());
        } catch (IllegalStateException why) {
            deadLetters.send(record.key(), record.value(), why.toString(), (sent, refused) -> {
                if (refused == null) {
                    bout.track().deadLettered();
                }
            });
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stopping);
        }
    }

    private record Processing(Bout bout, ParallelStreamProcessor<byte[], byte[]> processor, DeadLetters deadLetters)
            implements Running {

        @Override
        public long finished() {
            return bout.track().finished();
        }

        @Override
        public void close() {
            try {
                processor.closeDontDrainFirst(CLOSE_WITHIN);
            } catch (Exception late) {
                // It has been measured, and how it closes is not looked at. It throws checked exceptions without saying
                // so.
                System.out.println("  parallel consumer closed with: " + late);
            } finally {
                deadLetters.close();
            }
        }
    }
}
