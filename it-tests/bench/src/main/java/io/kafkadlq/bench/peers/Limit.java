package io.kafkadlq.bench.peers;

import io.kafkadlq.bench.topic.Topic;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The limit: Kafka's consumer in the plainest loop that loses nothing, on one thread. Dead letters are sent without
 * waiting for them, and flushed before offsets are committed, ten times a second.
 */
final class Limit implements Participant {

    static final String NAME = "limit";

    @Override
    public Running start(Bout bout) {
        var loop = new Loop(bout);
        loop.thread.start();
        return loop;
    }

    private static final class Loop implements Running {

        private static final Duration POLL = Duration.ofMillis(50);
        private static final long COMMIT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

        private final Bout bout;
        private final Thread thread;
        private volatile boolean stopping;

        Loop(Bout bout) {
            this.bout = bout;
            this.thread = new Thread(this::run, "bare-loop");
        }

        private void run() {
            Topic topic = bout.topic();
            try (var consumer = topic.consumer(bout.group());
                    var deadLetters = new DeadLetters(topic.bootstrapServers(), bout.deadLetters())) {
                long committed = System.nanoTime();
                while (!stopping) {
                    boolean whole = handleAll(consumer.poll(POLL), deadLetters);
                    if (whole && (stopping || System.nanoTime() - committed > COMMIT_EVERY_NANOS)) {
                        deadLetters.flush();
                        consumer.commitAsync();
                        committed = System.nanoTime();
                    }
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        /** Tells whether all were handled; a stop does not wait for them. */
        private boolean handleAll(ConsumerRecords<byte[], byte[]> records, DeadLetters deadLetters)
                throws InterruptedException {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (stopping) {
                    return false;
                }
                handle(record, deadLetters);
            }
            return true;
        }

        private void handle(ConsumerRecord<byte[], byte[]> record, DeadLetters deadLetters)
                throws InterruptedException {
            try {
                bout.handle(record.value());
            } catch (IllegalStateException why) {
                deadLetters.send(record.key(), record.value(), why.toString(), (sent, refused) -> {
                    if (refused == null) {
                        bout.track().deadLettered();
                    }
                });
            }
        }

        @Override
        public long finished() {
            return bout.track().finished();
        }

        @Override
        public void close() {
            stopping = true;
            Threads.join(thread);
        }
    }
}
