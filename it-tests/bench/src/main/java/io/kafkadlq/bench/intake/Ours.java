package io.kafkadlq.bench.intake;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Meter;
import io.kafkadlq.bench.harness.Run;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.topic.Topic;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The product, with its defaults, from the topic to one of its stores. */
final class Ours implements Contender {

    private static final String CHANNEL = "default";
    private static final Duration LOOK_FOR_FIRST_EVERY = Duration.ofMillis(1);

    /** A look costs the product two percentiles: every millisecond that would be a tenth of what is measured. */
    private static final Duration LOOK_FOR_LAST_EVERY = Duration.ofMillis(10);

    private final Topic topic;
    private final Target target;

    Ours(Topic topic, Target target) {
        this.topic = topic;
        this.target = target;
    }

    @Override
    public String name() {
        return "ours/" + target.name();
    }

    @Override
    public Optional<String> limit() {
        return Optional.of(target.limit());
    }

    @Override
    public Run run(Duration bound) {
        target.empty();
        try (var runtime = start()) {
            var desk = runtime.desk();
            var first = await(desk, LOOK_FOR_FIRST_EVERY, Topic.JOIN_BOUND, seen -> seen.accepted() > 0);
            if (first.accepted() == 0) {
                throw new IllegalStateException(topic.name() + " gave no record within " + Topic.JOIN_BOUND);
            }
            var meter = Meter.start();
            var last = await(desk, LOOK_FOR_LAST_EVERY, bound, seen -> durable(seen) >= topic.records());
            var figures = meter.stop(durable(last));
            figures.put(Unit.P50, millis(last.storeP50()));
            figures.put(Unit.P99, millis(last.storeP99()));
            return new Run(figures, target.held(desk).against(durable(last)));
        }
    }

    private DlqRuntime start() {
        var builder = DlqHandler.builder()
                .setting("dlq.kafka.bootstrap.servers", topic.bootstrapServers())
                .setting("dlq.channel.default.dead-letter-topics", topic.name())
                .setting("dlq.channel.default.consumer-group", Topic.freshGroup());
        target.settings().forEach(builder::setting);
        return builder.build();
    }

    /** Looks until the condition holds or the time is over; gives what was seen last. */
    private static ProcessingMetrics await(
            DlqDesk desk, Duration every, Duration bound, Predicate<ProcessingMetrics> condition) {
        long start = System.nanoTime();
        while (true) {
            var seen = Objects.requireNonNull(desk.metrics().get(CHANNEL));
            if (condition.test(seen) || System.nanoTime() - start > bound.toNanos()) {
                return seen;
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }

    /** A redelivery that was recognised is in the store as well. */
    private static long durable(ProcessingMetrics seen) {
        return seen.stored() + seen.duplicates();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
