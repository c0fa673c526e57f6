package io.kafkadlq.bench.memory;

import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Heap;
import io.kafkadlq.bench.harness.Run;
import io.kafkadlq.bench.topic.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Lets a holder fill itself with a topic and weighs it: all that it needs for that, its consumer included. */
final class HeapContender implements Contender {

    static final String LIMIT = "limit";

    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

    private final String name;
    private final Holder holder;
    private final Topic topic;

    HeapContender(String name, Holder holder, Topic topic) {
        this.name = name;
        this.holder = holder;
        this.topic = topic;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> limit() {
        return name.equals(LIMIT) ? Optional.empty() : Optional.of(LIMIT);
    }

    @Override
    public Run run(Duration bound) {
        var heap = Heap.start();
        try (var held = holder.start(topic)) {
            long start = System.nanoTime();
            while (held.records() < topic.records()) {
                if (System.nanoTime() - start > Topic.JOIN_BOUND.toNanos()) {
                    throw new IllegalStateException(name + " holds " + held.records() + " of " + topic.records()
                            + " records after " + Topic.JOIN_BOUND);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
            return new Run(
                    heap.weigh(held.records(), Letters.VALUE_BYTES),
                    Defects.of(Defects.NOT_CHECKED, Defects.NOT_CHECKED));
        }
    }
}
