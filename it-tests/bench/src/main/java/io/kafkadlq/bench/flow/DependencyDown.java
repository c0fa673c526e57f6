package io.kafkadlq.bench.flow;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.event.BreakerChanged;
import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.bench.chart.Chart;
import io.kafkadlq.bench.chart.Curve;
import io.kafkadlq.bench.chart.Hue;
import io.kafkadlq.bench.chart.Panel;
import io.kafkadlq.bench.chart.Phase;
import io.kafkadlq.bench.chart.Samples;
import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Machine;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.topic.Topic;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The HTTP server that a handler calls refuses everything for half a minute. It counts itself how often it is called; each
 * record may come to it once and no more, whether it is handled then or becomes a dead letter.
 */
final class DependencyDown {

    static final String SCENE = "dependency down";
    static final String SYSTEM = "ours/breaker";

    private static final String TOPIC = "bench.flow.dependency-down";
    private static final String CHANNEL = "bench";
    private static final int PER_SECOND = 500;
    private static final int VALUE_BYTES = 100;
    private static final int UP_SECONDS = 10;
    private static final int DOWN_SECONDS = 30;
    private static final int AGAIN_SECONDS = 15;
    private static final int MOST_RECORDS = PER_SECOND * 120;

    /** Shorter than by default, so that the half minute shows several tries. */
    private static final String OPEN_FOR = "PT3S";

    private static final Duration REQUEST_BOUND = Duration.ofSeconds(5);
    private static final Duration DRAIN_BOUND = Duration.ofSeconds(20);

    /** Back at full rate is who handles nine tenths of what is offered, over a second. */
    private static final double FULL = 0.9;

    private final Venue venue;
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A change of the breaker, and when it was told. */
    private record Change(long nanos, BreakerState to) {}

    /** When the server went down and came back, in seconds of the course. */
    private record Times(Course course, double down, double up) {}

    DependencyDown(Venue venue) {
        this.venue = venue;
    }

    List<Result> play(Budget budget) {
        venue.openTopic(TOPIC);
        try (var dependency = Dependency.start(MOST_RECORDS);
                var runtime = start(dependency)) {
            var view = new ChannelView(runtime, CHANNEL);
            var producer = PacedProducer.start(
                    venue.broker().bootstrapServers(),
                    new PacedProducer.Offer(TOPIC, Venue.PARTITIONS, PER_SECOND, VALUE_BYTES));
            ChannelView.warmUp(view::handled);
            var course = Course.begin();
            var sampling = sampler(course, producer, dependency, view).start(Duration.ofMillis(200));
            var times = goDownAndComeBack(course, producer, dependency);
            var bound = budget.left().compareTo(DRAIN_BOUND) < 0 ? budget.left() : DRAIN_BOUND;
            ChannelView.await(bound, () -> view.handled() + view.metrics().stored() >= producer.sent());
            var seen = sampling.stop();
            seen.write(venue.target().resolve("dependency-down.csv"));
            chart(seen, times).write(venue.target().resolve("dependency-down.svg"));
            var tally = dependency.tally();
            return Venue.results(
                    SCENE,
                    SYSTEM,
                    figures(seen, times, view),
                    Defects.of(lost(producer, tally, view), tally.repeated()));
        }
    }

    /** What never came to the server, or came and is neither handled nor among the dead letters. */
    private static long lost(PacedProducer producer, Tally tally, ChannelView view) {
        long unfinished = producer.sent() - view.handled() - view.metrics().stored();
        return Math.max(tally.missing(producer.sent()), Math.max(0, unfinished));
    }

    private DlqRuntime start(Dependency dependency) {
        return DlqHandler.builder()
                .setting("dlq.kafka.bootstrap.servers", venue.broker().bootstrapServers())
                .setting("dlq.store.type", "memory")
                .setting("dlq.channels", CHANNEL)
                .setting("dlq.channel.bench.processing.topics", TOPIC)
                .setting("dlq.channel.bench.processing.consumer-group", Topic.freshGroup())
                .setting("dlq.channel.bench.processing.concurrency", "16")
                .setting("dlq.channel.bench.circuit-breaker.open-for", OPEN_FOR)
                // Each failure is counted once.
                .setting("dlq.channel.bench.retry.by", "nobody")
                .handler(CHANNEL, RecordHandler.each(record -> bring(record, dependency)))
                .listener(event -> {
                    if (event instanceof BreakerChanged changed) {
                        changes.add(new Change(System.nanoTime(), changed.to()));
                    }
                })
                .build();
    }

    private void bring(ConsumerRecord<byte[], byte[]> record, Dependency dependency)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(dependency.of(PacedProducer.number(record.value())))
                .timeout(REQUEST_BOUND)
                .build();
        int answer =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (answer != Dependency.OK) {
            throw new IOException("The dependency answered " + answer);
        }
    }

    private static Sampler sampler(Course course, PacedProducer producer, Dependency dependency, ChannelView view) {
        return new Sampler(course.startNanos())
                .beforeEach(view::turn)
                .rate("offered", producer::sent)
                .rate("calls", dependency::calls)
                .rate("handled", view::handled)
                .gauge("dead letters", () -> view.metrics().stored())
                .gauge("refusals", dependency::refusals)
                .gauge(
                        "breaker",
                        () -> height(view.flow().breaker().orElseThrow().state()));
    }

    /** From below: closed, half-open, open. */
    private static double height(BreakerState state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    private static Times goDownAndComeBack(Course course, PacedProducer producer, Dependency dependency) {
        try (producer) {
            course.awaitSecond(UP_SECONDS);
            double down = course.now();
            dependency.goDown();
            course.awaitSecond(down + DOWN_SECONDS);
            double up = course.now();
            dependency.comeBack();
            course.awaitSecond(up + AGAIN_SECONDS);
            return new Times(course, down, up);
        }
    }

    private Map<Unit, Double> figures(Recording seen, Times times, ChannelView view) {
        double opened = changes.stream()
                .filter(change -> change.to() == BreakerState.OPEN)
                .mapToDouble(change -> times.course().second(change.nanos()))
                .findFirst()
                .orElse(Double.NaN);
        var figures = new EnumMap<Unit, Double>(Unit.class);
        figures.put(Unit.RATE, seen.mean("handled", 0, times.down()));
        figures.put(Unit.TO_OPEN, (opened - times.down()) * 1e3);
        // The look in which the breaker opened still shows the calls before.
        figures.put(Unit.CALLS_WHILE_OPEN, seen.mean("calls", opened + 0.5, times.up()));
        figures.put(Unit.OPENINGS, (double) changes.stream()
                .filter(change -> change.to() == BreakerState.OPEN)
                .count());
        figures.put(Unit.DEAD_LETTERS, (double) view.metrics().stored());
        figures.put(
                Unit.RECOVERY,
                seen.firstMean("handled", times.up(), 1, rate -> rate >= FULL * PER_SECOND)
                                .orElse(Double.NaN)
                        - times.up());
        return figures;
    }

    /** By the breaker's events: what it lets through half-open may be over between two looks. */
    private Samples states(Times times) {
        var seconds = new ArrayList<>(List.of(0.0));
        var heights = new ArrayList<>(List.of(height(BreakerState.CLOSED)));
        for (Change change : changes) {
            seconds.add(times.course().second(change.nanos()));
            heights.add(height(change.to()));
        }
        seconds.add(times.up() + AGAIN_SECONDS);
        heights.add(heights.get(heights.size() - 1));
        return new Samples(seconds, heights);
    }

    private Chart chart(Recording seen, Times times) {
        return new Chart(
                "A handler's HTTP server answers 503 for %d s".formatted(DOWN_SECONDS),
                "%d records/s offered, 16 handlers, breaker open for 3 s at a time; %s"
                        .formatted(PER_SECOND, Machine.inShort()),
                times.up() + AGAIN_SECONDS,
                List.of(new Phase("server answers 503", times.down(), times.up())),
                List.of(
                        Panel.logarithmic(
                                "calls/s that the server counted; at the foot: none",
                                1,
                                List.of(
                                        Curve.solid("offered", Hue.GREY, seen.samples("offered")),
                                        Curve.solid("calls", Hue.BLUE, seen.samples("calls")))),
                        Panel.states(
                                "breaker",
                                List.of("closed", "half-open", "open"),
                                List.of(Curve.steps("state", Hue.ORANGE, states(times)))),
                        Panel.linear(
                                "records since the start",
                                List.of(
                                        Curve.solid("calls answered 503", Hue.SKY, seen.samples("refusals")),
                                        Curve.dashed("dead letters", Hue.PINK, seen.samples("dead letters"))))));
    }
}
