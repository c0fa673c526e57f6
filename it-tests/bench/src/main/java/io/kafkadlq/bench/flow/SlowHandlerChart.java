package io.kafkadlq.bench.flow;

import io.kafkadlq.bench.chart.Chart;
import io.kafkadlq.bench.chart.Curve;
import io.kafkadlq.bench.chart.Hue;
import io.kafkadlq.bench.chart.Panel;
import io.kafkadlq.bench.chart.Phase;
import io.kafkadlq.bench.harness.Machine;
import java.util.List;

/** Both strategies over the same time: the adaptive one drawn through, the thresholds dashed. */
final class SlowHandlerChart {

    private SlowHandlerChart() {}

    static Chart of(SlowHandler.Outcome adaptive, SlowHandler.Outcome threshold) {
        Recording seen = adaptive.seen();
        Recording other = threshold.seen();
        return new Chart(
                "A handler takes 10 ms instead of 1 ms for %d s".formatted(SlowHandler.SLOW_SECONDS),
                "%,d records/s offered to %d blocking handlers, backpressure.strategy=adaptive; %s"
                        .formatted(SlowHandler.PER_SECOND, SlowHandler.WORKERS, Machine.inShort()),
                adaptive.slowTo() + SlowHandler.AFTER_SECONDS,
                List.of(new Phase("handler 10 times slower", adaptive.slowFrom(), adaptive.slowTo())),
                List.of(
                        Panel.linear(
                                "records/s",
                                List.of(
                                        Curve.solid("offered", Hue.GREY, seen.samples("offered")),
                                        Curve.solid("let in", Hue.BLUE, seen.samples("let in")),
                                        Curve.solid("handled", Hue.SKY, seen.samples("handled")))),
                        Panel.shares(
                                "share",
                                List.of(
                                        Curve.solid("acceptance", Hue.GREEN, seen.samples("acceptance")),
                                        Curve.solid("fill", Hue.ORANGE, seen.samples("fill")))),
                        Panel.linear(
                                "records let in and not done",
                                List.of(
                                        Curve.solid("adaptive", Hue.PINK, seen.samples("pending")),
                                        Curve.dashed("threshold", Hue.GREY, other.samples("pending")))),
                        Panel.logarithmic(
                                "ms from let in to done, mean",
                                1,
                                List.of(
                                        Curve.solid("adaptive", Hue.BLUE, seen.samples("inside")),
                                        Curve.dashed("threshold", Hue.GREY, other.samples("inside")))),
                        Panel.logarithmic(
                                "ms from due to done, time in Kafka included",
                                1,
                                List.of(
                                        Curve.solid("P50", Hue.BLUE, seen.samples("p50")),
                                        Curve.solid("P99", Hue.ORANGE, seen.samples("p99"))))));
    }
}
