package io.kafkadlq.bench.flow;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.bench.chart.Chart;
import io.kafkadlq.bench.chart.Curve;
import io.kafkadlq.bench.chart.Hue;
import io.kafkadlq.bench.chart.Panel;
import io.kafkadlq.bench.chart.Phase;
import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Machine;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.topic.Topic;
import io.kafkadlq.rig.PostgresServer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL is killed under full intake and comes back after the outage. The backlog grows in Kafka: what counts is that
 * the heap does not, that the consumer stays in its group, and how soon dead letters become durable at the old rate again.
 */
final class StoreAway {

    static final String SCENE = "store away";
    static final String SYSTEM = "ours/postgresql";

    private static final String TOPIC = "bench.flow.store-away";
    private static final String CHANNEL = "default";
    private static final int PER_SECOND = 50_000;

    /** Small enough that broker, producer, product and database share two cores. */
    private static final int VALUE_BYTES = 100;

    private static final int BEFORE_SECONDS = 20;
    private static final int AFTER_SECONDS = 15;

    /** The rate before the outage is that of this time: a database takes longer than the others to be warm. */
    private static final int MEASURED_SECONDS = 10;

    /** Back at full rate is who reaches nine tenths of the old one, over a second. */
    private static final double FULL = 0.9;

    private static final Map<String, String> POSTGRES = Map.of("shared_buffers", "512MB", "max_wal_size", "4GB");

    private final Venue venue;
    private final Duration outage;

    /** When what happened, in seconds of the course. */
    private record Times(double away, double returned, double offerEnded) {}

    StoreAway(Venue venue, Duration outage) {
        this.venue = venue;
        this.outage = outage;
    }

    List<Result> play(Budget budget) {
        var group = Topic.freshGroup();
        venue.openTopic(TOPIC);
        try (var postgres = PostgresServer.start(venue.data().resolve("postgres"), POSTGRES)) {
            Times times;
            Recording seen;
            boolean drained;
            long sent;
            try (var runtime = start(postgres, group)) {
                var view = new ChannelView(runtime, CHANNEL);
                var producer = PacedProducer.start(
                        venue.broker().bootstrapServers(),
                        new PacedProducer.Offer(TOPIC, Venue.PARTITIONS, PER_SECOND, VALUE_BYTES));
                ChannelView.warmUp(view::durable);
                var course = Course.begin();
                var sampling = sampler(course, producer, view).start(Duration.ofMillis(100));
                times = killAndRestart(postgres, course, producer);
                sent = producer.sent();
                long all = sent;
                drained = ChannelView.await(budget.left().minusSeconds(30), () -> view.durable() >= all);
                seen = sampling.stop();
            }
            seen.write(venue.target().resolve("store-away.csv"));
            chart(seen, times).write(venue.target().resolve("store-away.svg"));
            var audit = new StoreAudit(venue.broker().bootstrapServers(), TOPIC, group);
            return Venue.results(SCENE, SYSTEM, figures(seen, times), audit.defects(postgres.jdbcUrl(), drained));
        }
    }

    private DlqRuntime start(PostgresServer postgres, String group) {
        return DlqHandler.builder()
                .setting("dlq.kafka.bootstrap.servers", venue.broker().bootstrapServers())
                .setting("dlq.channel.default.dead-letter-topics", TOPIC)
                .setting("dlq.channel.default.consumer-group", group)
                .setting("dlq.store.type", "jpa")
                .setting("dlq.store.jdbc.url", postgres.jdbcUrl())
                .build();
    }

    private static Sampler sampler(Course course, PacedProducer producer, ChannelView view) {
        var heap = HeapAfterGc.watch();
        return new Sampler(course.startNanos())
                .beforeEach(view::turn)
                .rate("offered", producer::sent)
                .rate("let in", view::accepted)
                .rate("durable", view::durable)
                .gauge("ring fill", () -> view.flow().store().load().ringFill())
                .gauge("acceptance", () -> view.flow().store().acceptance())
                .gauge("batch", () -> view.metrics().batches().size())
                .gauge("pending", () -> view.flow().store().load().pending())
                .gauge("heap used", HeapAfterGc::usedMegabytes)
                .gauge("heap after gc", heap::megabytes)
                .gauge("rebalances", Membership::rebalances)
                .gauge("partitions", Membership::assignedPartitions);
    }

    private Times killAndRestart(PostgresServer postgres, Course course, PacedProducer producer) {
        try (producer) {
            course.awaitSecond(BEFORE_SECONDS);
            double away = course.now();
            postgres.process().kill();
            course.awaitSecond(away + outage.toMillis() / 1e3);
            postgres.startAgain();
            double returned = course.now();
            course.awaitSecond(returned + AFTER_SECONDS);
            return new Times(away, returned, course.now());
        }
    }

    private static Map<Unit, Double> figures(Recording seen, Times times) {
        double before = seen.mean("durable", times.away() - MEASURED_SECONDS, times.away());
        var figures = new EnumMap<Unit, Double>(Unit.class);
        figures.put(Unit.RATE, before);
        figures.put(
                Unit.RECOVERY,
                seen.firstMean("durable", times.returned(), 1, rate -> rate >= FULL * before)
                                .orElse(Double.NaN)
                        - times.returned());
        figures.put(Unit.HEAP, seen.highest("heap after gc", times.away(), times.returned()));
        figures.put(
                Unit.REBALANCES,
                seen.last("rebalances") - seen.lowest("rebalances", times.away() - MEASURED_SECONDS, times.away()));
        return figures;
    }

    private Chart chart(Recording seen, Times times) {
        double end = times.offerEnded();
        return new Chart(
                "PostgreSQL is killed for %d s while 50,000 dead letters a second arrive".formatted(outage.toSeconds()),
                "%d-byte values in a topic of %d partitions, fsync on; %s"
                        .formatted(VALUE_BYTES, Venue.PARTITIONS, Machine.inShort()),
                end,
                List.of(new Phase("store away", times.away(), times.returned())),
                List.of(
                        Panel.linear(
                                "records/s",
                                List.of(
                                        Curve.solid("offered", Hue.GREY, seen.samples("offered")),
                                        Curve.solid("let in", Hue.SKY, seen.samples("let in")),
                                        Curve.solid("durable", Hue.BLUE, seen.samples("durable")))),
                        Panel.shares(
                                "share",
                                List.of(
                                        Curve.solid("acceptance", Hue.GREEN, seen.samples("acceptance")),
                                        Curve.solid("ring fill", Hue.ORANGE, seen.samples("ring fill")))),
                        Panel.linear(
                                "records let in and not durable",
                                List.of(Curve.solid("pending", Hue.PINK, seen.samples("pending")))),
                        Panel.linear(
                                "heap MB, rig included",
                                List.of(
                                        Curve.solid(
                                                "used",
                                                Hue.SKY,
                                                seen.samples("heap used")
                                                        .until(end)
                                                        .peaks(360)),
                                        Curve.solid("after GC", Hue.BLUE, seen.samples("heap after gc"))))));
    }
}
