package io.kafkadlq.bench.flow;

import io.kafkadlq.bench.topic.Clients;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to a topic at a steady rate, whoever reads them or not. Each carries its number, from 0 without a gap, and
 * the moment at which it was due; behind its time the producer sends without a pause, so that a stall hides nothing.
 *
 * <p>Threading: one thread of its own sends; any thread may look at the counts.
 */
final class PacedProducer implements AutoCloseable {

    static final int KEYS = 10_000;

    private static final int LEAST_BYTES = Integer.BYTES + Long.BYTES;
    private static final int BATCH_BYTES = 128 * 1024;
    private static final long TICK_NANOS = 2_000_000;

    private final Offer offer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final byte[][] keys = new byte[KEYS][];
    private final Random random = new Random(20261127);
    private final byte[] noise;
    private final LongAdder acknowledged = new LongAdder();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * What is sent.
     *
     * @param perSecond records
     * @param valueBytes of each, at least twelve
     */
    record Offer(String topic, int partitions, int perSecond, int valueBytes) {}

    private PacedProducer(String bootstrapServers, Offer offer) {
        this.offer = offer;
        this.producer = new KafkaProducer<>(
                Clients.filling(bootstrapServers, BATCH_BYTES), new ByteArraySerializer(), new ByteArraySerializer());
        this.noise = new byte[1 << 20];
        random.nextBytes(noise);
        for (int key = 0; key < KEYS; key++) {
            keys[key] = ("order-" + key).getBytes(StandardCharsets.UTF_8);
        }
        this.thread = new Thread(this::send, "offer");
        thread.setDaemon(true);
    }

    static PacedProducer start(String bootstrapServers, Offer offer) {
        var producer = new PacedProducer(bootstrapServers, offer);
        producer.thread.start();
        return producer;
    }

    static int number(byte[] value) {
        return ByteBuffer.wrap(value).getInt();
    }

    /** As {@link System#nanoTime} would have been. */
    static long dueNanos(byte[] value) {
        return ByteBuffer.wrap(value).getLong(Integer.BYTES);
    }

    /** Records given to Kafka's producer; after {@link #close} all of them are in the topic. */
    long sent() {
        return sent.get();
    }

    /** Records that the broker has. */
    long acknowledged() {
        return acknowledged.sum();
    }

    private void send() {
        long start = System.nanoTime();
        long number = 0;
        for (long tick = 1; !stopped; tick++) {
            long due = start + tick * TICK_NANOS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long end = tick * TICK_NANOS * offer.perSecond() / 1_000_000_000;
            while (number < end) {
                send((int) number++, due);
            }
            sent.set(number);
        }
    }

    /** The producer copies key and value before it returns. */
    private void send(int number, long due) {
        int key = random.nextInt(KEYS);
        var value = new byte[Math.max(LEAST_BYTES, offer.valueBytes())];
        System.arraycopy(noise, random.nextInt(noise.length - value.length), value, 0, value.length);
        ByteBuffer.wrap(value).putInt(number).putLong(due);
        producer.send(
                new ProducerRecord<>(offer.topic(), key % offer.partitions(), keys[key], value), (kept, refused) -> {
                    if (refused == null) {
                        acknowledged.increment();
                    } else {
                        failure.compareAndSet(null, refused);
                    }
                });
    }

    /**
     * Sends no more; returns when what was sent is in the topic.
     *
     * @throws IllegalStateException if something is not
     */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        if (failure.get() != null || acknowledged() != sent()) {
            throw new IllegalStateException(
                    "Of %,d records sent to %s the broker has %,d".formatted(sent(), offer.topic(), acknowledged()),
                    failure.get());
        }
    }
}
