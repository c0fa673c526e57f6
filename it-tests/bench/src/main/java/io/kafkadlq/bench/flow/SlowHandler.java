package io.kafkadlq.bench.flow;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.topic.Topic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A handler that takes a millisecond takes ten for a while, so that it can do a quarter of what is offered. The rest waits
 * somewhere: the course shows where, under one of the strategies.
 */
final class SlowHandler {

    static final String SCENE = "slow handler";
    static final int PER_SECOND = 6_000;
    static final int WORKERS = 16;
    static final int SLOW_SECONDS = 20;

    private static final String CHANNEL = "bench";
    private static final int VALUE_BYTES = 100;
    private static final int BEFORE_SECONDS = 10;
    static final int AFTER_SECONDS = 25;
    private static final int MOST_RECORDS = PER_SECOND * 120;
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration DRAIN_BOUND = Duration.ofSeconds(20);

    /** Back at full rate is who handles at least what is offered, nearly, over a second. */
    private static final double FULL = 0.9;

    private final Venue venue;
    private final String strategy;
    private final Waits waits = new Waits();
    private final Tally tally = new Tally(MOST_RECORDS);
    private volatile long handlerNanos = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * How it went.
     *
     * @param slowFrom in seconds of the course
     */
    record Outcome(Recording seen, double slowFrom, double slowTo, Defects defects) {

        List<Result> results(String system) {
            return Venue.results(SCENE, system, figures(), defects);
        }

        private Map<Unit, Double> figures() {
            var figures = new EnumMap<Unit, Double>(Unit.class);
            figures.put(Unit.RATE, seen.mean("handled", 0, slowFrom));
            figures.put(Unit.LEAST_ACCEPTANCE, seen.lowest("acceptance", slowFrom, slowTo));
            figures.put(Unit.LONGEST_INSIDE, seen.highest("inside", slowFrom, Double.MAX_VALUE) / 1e3);
            figures.put(
                    Unit.RECOVERY,
                    seen.firstMean("handled", slowTo, 1, rate -> rate >= FULL * PER_SECOND)
                                    .orElse(Double.NaN)
                            - slowTo);
            return figures;
        }
    }

    SlowHandler(Venue venue, String strategy) {
        this.venue = venue;
        this.strategy = strategy;
    }

    Outcome play(Budget budget) {
        var topic = venue.openTopic("bench.flow.slow-handler." + strategy);
        try (var runtime = start(topic)) {
            var view = new ChannelView(runtime, CHANNEL);
            var producer = PacedProducer.start(
                    venue.broker().bootstrapServers(),
                    new PacedProducer.Offer(topic, Venue.PARTITIONS, PER_SECOND, VALUE_BYTES));
            ChannelView.warmUp(view::handled);
            var course = Course.begin();
            var sampling = sampler(course, producer, view).start(LOOK_EVERY);
            double slowFrom;
            double slowTo;
            try (producer) {
                course.awaitSecond(BEFORE_SECONDS);
                slowFrom = course.now();
                handlerNanos = TimeUnit.MILLISECONDS.toNanos(10);
                course.awaitSecond(slowFrom + SLOW_SECONDS);
                slowTo = course.now();
                handlerNanos = TimeUnit.MILLISECONDS.toNanos(1);
                course.awaitSecond(slowTo + AFTER_SECONDS);
            }
            var seen = sampling.stop();
            seen.write(venue.target().resolve("slow-handler-" + strategy + ".csv"));
            var bound = budget.left().compareTo(DRAIN_BOUND) < 0 ? budget.left() : DRAIN_BOUND;
            ChannelView.await(bound, () -> view.handled() >= producer.sent());
            return new Outcome(seen, slowFrom, slowTo, Defects.of(tally.missing(producer.sent()), tally.repeated()));
        }
    }

    private DlqRuntime start(String topic) {
        return DlqHandler.builder()
                .setting("dlq.kafka.bootstrap.servers", venue.broker().bootstrapServers())
                .setting("dlq.store.type", "memory")
                .setting("dlq.channels", CHANNEL)
                .setting("dlq.channel.bench.processing.topics", topic)
                .setting("dlq.channel.bench.processing.consumer-group", Topic.freshGroup())
                .setting("dlq.channel.bench.processing.concurrency", Integer.toString(WORKERS))
                .setting("dlq.channel.bench.backpressure.strategy", strategy)
                .handler(CHANNEL, RecordHandler.each(record -> handle(record.value())))
                .build();
    }

    private void handle(byte[] value) throws InterruptedException {
        long until = System.nanoTime() + handlerNanos;
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        tally.count(PacedProducer.number(value));
        waits.since(PacedProducer.dueNanos(value));
    }

    private Sampler sampler(Course course, PacedProducer producer, ChannelView view) {
        return new Sampler(course.startNanos())
                .beforeEach(view::turn)
                .beforeEach(waits::turn)
                .rate("offered", producer::sent)
                .rate("let in", view::entered)
                .rate("handled", view::handled)
                .gauge("acceptance", () -> view.handlerDoor().acceptance())
                .gauge("fill", () -> view.handlerDoor().load().fill())
                .gauge("pending", () -> view.handlerDoor().load().pending())
                .gauge(
                        "inside",
                        () -> view.handlerDoor().load().processingTime().toNanos() / 1e6)
                .gauge("p50", () -> waits.millis(50))
                .gauge("p99", () -> waits.millis(99));
    }
}
