package io.kafkadlq.bench.zerocopy;

import io.kafkadlq.bench.harness.Allocation;
import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Heap;
import io.kafkadlq.bench.harness.Meter;
import io.kafkadlq.bench.harness.Run;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Reads a topic once in one form, looks at every byte, and keeps the value of one record in so many, or of none. */
final class ReadContender implements Contender {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Form form;
    private final Topic topic;
    private final int keepOneIn;

    /** Keeps what the loop computes, so that it is computed. */
    private volatile int sum;

    /** @param keepOneIn 0 to keep none */
    ReadContender(Form form, Topic topic, int keepOneIn) {
        this.form = form;
        this.topic = topic;
        this.keepOneIn = keepOneIn;
    }

    @Override
    public String name() {
        return form.system();
    }

    @Override
    public Optional<String> limit() {
        return form == Form.ARRAY ? Optional.empty() : Optional.of(Form.ARRAY.system());
    }

    @Override
    public Run run(Duration bound) {
        var heap = Heap.start();
        var kept = new ArrayList<Object>();
        try (var consumer = form.consumer(topic)) {
            ConsumerRecords<Object, Object> records = consumer.poll(POLL);
            while (records.isEmpty()) {
                records = consumer.poll(POLL);
            }
            var allocation = Allocation.start();
            var meter = Meter.start();
            int read = take(records, 0, kept);
            while (read < topic.records() && meter.elapsedNanos() < bound.toNanos()) {
                read = take(consumer.poll(POLL), read, kept);
            }
            var figures = new EnumMap<Unit, Double>(Unit.class);
            if (keepOneIn == 0) {
                figures.putAll(meter.stop(read));
                figures.put(Unit.ALLOCATED, allocation.bytes() / (double) read);
            } else {
                figures.putAll(heap.weigh(kept.size(), ZeroCopySuite.VALUE_BYTES));
            }
            // Until here all that was kept has to stay.
            sum += kept.size();
            return new Run(figures, Defects.of(Math.max(0, topic.records() - read), 0));
        }
    }

    private int take(ConsumerRecords<Object, Object> records, int readBefore, List<Object> kept) {
        int read = readBefore;
        int sums = 0;
        for (ConsumerRecord<Object, Object> record : records) {
            sums += Form.sum(record.value());
            if (keepOneIn > 0 && read % keepOneIn == 0) {
                kept.add(record.value());
            }
            read++;
        }
        sum += sums;
        return read;
    }
}
