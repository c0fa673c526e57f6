package io.kafkadlq.web.rest;

import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.BreakerStatus;
import io.kafkadlq.api.flow.DoorStatus;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.flow.LoadMetrics;
import io.kafkadlq.api.flow.PressureState;
import io.kafkadlq.api.model.PayloadRisk;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.api.model.ProcessingStatistics;
import io.kafkadlq.api.model.RetryStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Metrics of all channels in Prometheus' text format; a family without a sample is left out. */
final class PrometheusText {

    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(4096);

    private PrometheusText() {}

    static String of(
            Map<String, ProcessingMetrics> metrics,
            Map<String, ProcessingStatistics> processing,
            Map<String, FlowStatus> flow) {
        var page = new PrometheusText();
        page.storing(page.new Families<>(byChannel(metrics)));
        page.batches(page.new Families<>(byChannel(metrics)));
        page.handling(page.new Families<>(byChannel(processing)));
        page.retries(page.new Families<>(byChannel(retries(processing))));
        page.doors(page.new Families<>(doors(flow)));
        page.guards(page.new Families<>(byChannel(flow)));
        page.breakers(page.new Families<>(breakers(flow)));
        page.floods(page.new Families<>(floods(flow)));
        flow.values().stream()
                .findFirst()
                .ifPresent(any -> page.instance(any.store().load()));
        return page.text.toString();
    }

    static String ofRisks(Map<String, List<PayloadRisk>> risks) {
        var page = new PrometheusText();
        page.new Families<>(byChannel(risks))
                .gauge("dlq_payload_risks", "Topics that may lose payloads only referred to", List::size);
        return page.text.toString();
    }

    private void storing(Families<ProcessingMetrics> families) {
        families.counter("dlq_records_accepted_total", "Records taken in", ProcessingMetrics::accepted)
                .counter("dlq_records_stored_total", "Records made durable", ProcessingMetrics::stored)
                .counter("dlq_records_duplicate_total", "Redeliveries recognised", ProcessingMetrics::duplicates)
                .counter(
                        "dlq_records_unreadable_total",
                        "Records stored raw because not all they say could be read",
                        ProcessingMetrics::unreadable)
                .counter("dlq_store_errors_total", "Writes the store failed", ProcessingMetrics::storeFailures)
                .counter("dlq_redrives_total", "Records Kafka acknowledged again", ProcessingMetrics::redriven)
                .gauge("dlq_buffer_size", "Records between intake and store now", ProcessingMetrics::pending)
                .summary(
                        "dlq_store_time_seconds",
                        "Time from intake to durable",
                        ProcessingMetrics::storeP50,
                        ProcessingMetrics::storeP99);
    }

    private void batches(Families<ProcessingMetrics> families) {
        families.counter("dlq_batches_written_total", "Batches the store made durable", metrics -> metrics.batches()
                        .written())
                .counter("dlq_batch_records_total", "Records in them", metrics -> metrics.batches()
                        .records())
                .gauge("dlq_batch_size", "Records a batch holds now before it is written", metrics -> metrics.batches()
                        .size())
                .summary(
                        "dlq_batch_write_seconds",
                        "Time of one write to the store",
                        metrics -> metrics.batches().writeP50(),
                        metrics -> metrics.batches().writeP99());
    }

    private void handling(Families<ProcessingStatistics> families) {
        families.counter("dlq_handled_total", "Records the handler was done with", ProcessingStatistics::handled)
                .counter("dlq_handler_failures_total", "Records it failed on", ProcessingStatistics::failed)
                .counter(
                        "dlq_parked_total",
                        "Records stored unhandled behind an unresolved one of their key",
                        ProcessingStatistics::parked)
                .counter(
                        "dlq_handler_abandoned_total",
                        "Records given back before the handler saw them",
                        ProcessingStatistics::abandoned)
                .gauge("dlq_handler_under_way", "Records taken for the handler now", ProcessingStatistics::underWay)
                .summary(
                        "dlq_handler_wait_seconds",
                        "Time from read to the handler's start",
                        ProcessingStatistics::waitP50,
                        ProcessingStatistics::waitP99)
                .summary(
                        "dlq_handler_seconds",
                        "Time the handler took",
                        ProcessingStatistics::handlerP50,
                        ProcessingStatistics::handlerP99);
    }

    private void retries(Families<RetryStatistics> families) {
        families.counter("dlq_retries_claimed_total", "Due dead letters claimed", RetryStatistics::claimed)
                .counter("dlq_retries_succeeded_total", "Retries that resolved one", RetryStatistics::succeeded)
                .counter("dlq_retries_postponed_total", "Retries followed by another", RetryStatistics::postponed)
                .counter("dlq_retries_given_up_total", "Retries followed by none", RetryStatistics::givenUp)
                .counter("dlq_retries_given_back_total", "Claims given back untried", RetryStatistics::givenBack)
                .counter("dlq_retries_lost_total", "Retries whose lease lapsed too early", RetryStatistics::lost);
    }

    private void doors(Families<DoorStatus> families) {
        families.gauge(
                        "dlq_backpressure_state",
                        "Whether a door lets in all (0), a share (1) or nothing (2)",
                        door -> code(door.state()))
                .share("dlq_backpressure_acceptance", "Share of records a door lets in", DoorStatus::acceptance)
                .gauge("dlq_pending", "Records let in by a door without an outcome yet", door -> door.load()
                        .pending())
                .gauge("dlq_pending_limit", "The most there may be", door -> door.load()
                        .maxPending())
                .counter("dlq_entered_total", "Records let in by a door", DoorStatus::entered)
                .counter("dlq_refusals_total", "Times a record was told to wait at a door", DoorStatus::refusals);
    }

    private void guards(Families<FlowStatus> families) {
        families.share("dlq_ring_fill", "How full the ring between intake and store is", flow -> flow.store()
                        .load()
                        .ringFill())
                .some(
                        "dlq_rate_limit_permits_per_second",
                        "Most records a second for the handler",
                        FlowStatus::permitsPerSecond);
    }

    private void breakers(Families<BreakerStatus> families) {
        families.gauge(
                        "dlq_breaker_state",
                        "Whether the handler's circuit breaker is closed (0), half open (1) or open (2)",
                        breaker -> code(breaker.state()))
                .counter("dlq_breaker_opened_total", "Times it has opened", BreakerStatus::opened)
                .share("dlq_breaker_failure_rate", "Share of failed calls in its window", BreakerStatus::failureRate)
                .share("dlq_breaker_slow_call_rate", "Share of slow calls in it", BreakerStatus::slowCallRate);
    }

    private void floods(Families<Double> families) {
        families.share("dlq_flood", "Share of failures of a source topic in flood", share -> share);
    }

    private void instance(LoadMetrics load) {
        new Families<>(new TreeMap<>(Map.of("", load)))
                .some("dlq_cpu_load", "Share of the machine's CPU in use", LoadMetrics::cpu)
                .some(
                        "dlq_heap_after_gc_ratio",
                        "Share of the heap in use after the latest collection of the old generation",
                        LoadMetrics::heapAfterGc);
    }

    private static int code(PressureState state) {
        return switch (state) {
            case NORMAL -> 0;
            case SLOWED -> 1;
            case CLOSED -> 2;
        };
    }

    private static int code(BreakerState state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    private static <T> SortedMap<String, T> byChannel(Map<String, T> channels) {
        var samples = new TreeMap<String, T>();
        channels.forEach((channel, figures) -> samples.put(label("channel", channel), figures));
        return samples;
    }

    private static Map<String, RetryStatistics> retries(Map<String, ProcessingStatistics> processing) {
        var byChannel = new TreeMap<String, RetryStatistics>();
        processing.forEach((channel, statistics) -> byChannel.put(channel, statistics.retries()));
        return byChannel;
    }

    private static SortedMap<String, DoorStatus> doors(Map<String, FlowStatus> flow) {
        var samples = new TreeMap<String, DoorStatus>();
        flow.forEach((channel, status) -> {
            String labels = label("channel", channel) + ",";
            samples.put(labels + label("door", "store"), status.store());
            status.handler().ifPresent(handler -> samples.put(labels + label("door", "handler"), handler));
        });
        return samples;
    }

    private static SortedMap<String, BreakerStatus> breakers(Map<String, FlowStatus> flow) {
        var samples = new TreeMap<String, BreakerStatus>();
        flow.forEach((channel, status) ->
                status.breaker().ifPresent(breaker -> samples.put(label("channel", channel), breaker)));
        return samples;
    }

    private static SortedMap<String, Double> floods(Map<String, FlowStatus> flow) {
        var samples = new TreeMap<String, Double>();
        flow.forEach((channel, status) -> status.floods()
                .forEach(
                        (topic, share) -> samples.put(label("channel", channel) + "," + label("topic", topic), share)));
        return samples;
    }

    /** Families that have a sample for each of some things, which are told apart by their labels. */
    private final class Families<T> {

        private final SortedMap<String, T> things;

        Families(SortedMap<String, T> things) {
            this.things = things;
        }

        Families<T> counter(String name, String help, ToLongFunction<T> value) {
            return family(name, "counter", help, value::applyAsLong);
        }

        Families<T> gauge(String name, String help, ToLongFunction<T> value) {
            return family(name, "gauge", help, value::applyAsLong);
        }

        Families<T> share(String name, String help, ToDoubleFunction<T> value) {
            return family(name, "gauge", help, value::applyAsDouble);
        }

        /** A sample for those that have a value only. */
        Families<T> some(String name, String help, Function<T, OptionalDouble> value) {
            var known = new TreeMap<>(things);
            known.values().removeIf(thing -> value.apply(thing).isEmpty());
            new Families<>(known)
                    .family(name, "gauge", help, thing -> value.apply(thing).getAsDouble());
            return this;
        }

        Families<T> summary(String name, String help, Function<T, Duration> p50, Function<T, Duration> p99) {
            return head(name, "summary", help)
                    .samples(name, label("quantile", "0.5"), thing -> seconds(p50.apply(thing)))
                    .samples(name, label("quantile", "0.99"), thing -> seconds(p99.apply(thing)));
        }

        private Families<T> family(String name, String type, String help, Function<T, Number> value) {
            return head(name, type, help).samples(name, "", value);
        }

        private Families<T> head(String name, String type, String help) {
            if (!things.isEmpty()) {
                text.append("# HELP ").append(name).append(' ').append(help).append('\n');
                text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
            }
            return this;
        }

        private Families<T> samples(String name, String label, Function<T, Number> value) {
            things.forEach((labels, thing) -> text.append(name)
                    .append(braces(labels, label))
                    .append(' ')
                    .append(value.apply(thing))
                    .append('\n'));
            return this;
        }
    }

    private static String braces(String labels, String more) {
        String all = labels + (labels.isEmpty() || more.isEmpty() ? "" : ",") + more;
        return all.isEmpty() ? "" : "{" + all + "}";
    }

    private static String label(String name, String value) {
        return name + "=\"" + escaped(value) + "\"";
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
