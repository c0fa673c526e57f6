package io.kafkadlq.core.metrics;

import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.BreakerStatus;
import io.kafkadlq.api.flow.DoorStatus;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.flow.PressureState;
import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.api.model.ProcessingStatistics;
import io.kafkadlq.api.model.RetryStatistics;
import io.kafkadlq.core.metrics.Families.Thing;
import io.kafkadlq.core.metrics.Readings.ChannelReadings;
import io.kafkadlq.core.metrics.Readings.SourceReadings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The one place that says what each metric is called. Labels are what there is little of: channels, doors, stages, statuses,
 * topics in flood, and the most frequent exceptions; never a key or an id.
 */
public final class Catalogue {

    private final Readings readings;
    private final List<MetricFamily> made = new ArrayList<>();

    private Catalogue(Readings readings) {
        this.readings = readings;
    }

    /** All families, in the same order each time. */
    public static List<MetricFamily> of(Readings readings) {
        var catalogue = new Catalogue(readings);
        catalogue.storing();
        catalogue.handling();
        catalogue.retries();
        catalogue.stages();
        catalogue.doors();
        catalogue.guards();
        catalogue.breakers();
        catalogue.sources();
        new SharedFigures(readings, catalogue.made).add();
        return List.copyOf(catalogue.made);
    }

    private void storing() {
        this.<ProcessingMetrics>ofChannels(ChannelReadings::storing)
                .counter("dlq_records_accepted_total", "Records taken in", ProcessingMetrics::accepted)
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
                        ProcessingMetrics::storeP99)
                .counter("dlq_batches_written_total", "Batches the store made durable", metrics -> metrics.batches()
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

    private void handling() {
        this.<ProcessingStatistics>ofChannels(ChannelReadings::processing)
                .counter("dlq_handled_total", "Records the handler was done with", ProcessingStatistics::handled)
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

    private void retries() {
        ofChannels(channel -> channel.processing().retries())
                .counter("dlq_retries_claimed_total", "Due dead letters claimed", RetryStatistics::claimed)
                .counter("dlq_retries_succeeded_total", "Retries that resolved one", RetryStatistics::succeeded)
                .counter("dlq_retries_postponed_total", "Retries followed by another", RetryStatistics::postponed)
                .counter("dlq_retries_given_up_total", "Retries followed by none", RetryStatistics::givenUp)
                .counter("dlq_retries_given_back_total", "Claims given back untried", RetryStatistics::givenBack)
                .counter("dlq_retries_lost_total", "Retries whose lease lapsed too early", RetryStatistics::lost);
    }

    private void stages() {
        var things = new ArrayList<Thing<Timing>>();
        readings.channels().forEach((name, channel) -> {
            for (StageTime stage : StageTime.values()) {
                things.add(new Thing<>(List.of(name, stage.label()), channel.timing(stage)));
            }
        });
        new Families<>(List.of("channel", "stage"), things, made)
                .histogram(
                        "dlq_stage_seconds",
                        "Time of a stage: store (intake to durable), write (one write to the store), wait (read to the"
                                + " handler's start), handler",
                        Function.identity());
    }

    private void doors() {
        var things = new ArrayList<Thing<DoorStatus>>();
        readings.channels().forEach((name, channel) -> {
            channel.flow().handler().ifPresent(handler -> things.add(new Thing<>(List.of(name, "handler"), handler)));
            things.add(new Thing<>(List.of(name, "store"), channel.flow().store()));
        });
        new Families<>(List.of("channel", "door"), things, made)
                .gauge(
                        "dlq_backpressure_state",
                        "Whether a door lets in all (0), a share (1) or nothing (2)",
                        door -> code(door.state()))
                .gauge("dlq_backpressure_acceptance", "Share of records a door lets in", DoorStatus::acceptance)
                .gauge("dlq_pending", "Records let in by a door without an outcome yet", door -> door.load()
                        .pending())
                .gauge("dlq_pending_limit", "The most there may be", door -> door.load()
                        .maxPending())
                .counter("dlq_entered_total", "Records let in by a door", DoorStatus::entered)
                .counter("dlq_refusals_total", "Times a record was told to wait at a door", DoorStatus::refusals)
                .gauge("dlq_entered_per_second", "Records that came in of late", door -> door.load()
                        .enteredPerSecond())
                .gauge("dlq_outcomes_per_second", "Records that had their outcome meanwhile", door -> door.load()
                        .outcomesPerSecond());
    }

    private void guards() {
        this.<FlowStatus>ofChannels(ChannelReadings::flow)
                .gauge("dlq_ring_fill", "How full the ring between intake and store is", flow -> flow.store()
                        .load()
                        .ringFill())
                .some(
                        "dlq_rate_limit_permits_per_second",
                        "Most records a second for the handler",
                        FlowStatus::permitsPerSecond);
    }

    private void breakers() {
        var breakers = new ArrayList<Thing<BreakerStatus>>();
        var floods = new ArrayList<Thing<Double>>();
        readings.channels().forEach((name, channel) -> {
            channel.flow().breaker().ifPresent(breaker -> breakers.add(new Thing<>(List.of(name), breaker)));
            new TreeMap<>(channel.flow().floods())
                    .forEach((topic, share) -> floods.add(new Thing<>(List.of(name, topic), share)));
        });
        new Families<>(List.of("channel"), breakers, made)
                .gauge(
                        "dlq_breaker_state",
                        "Whether the handler's circuit breaker is closed (0), half open (1) or open (2)",
                        breaker -> code(breaker.state()))
                .counter("dlq_breaker_opened_total", "Times it has opened", BreakerStatus::opened)
                .gauge("dlq_breaker_failure_rate", "Share of failed calls in its window", BreakerStatus::failureRate)
                .gauge("dlq_breaker_slow_call_rate", "Share of slow calls in it", BreakerStatus::slowCallRate);
        new Families<>(List.of("channel", "topic"), floods, made)
                .gauge("dlq_flood", "Share of failures of a source topic in flood", share -> share);
    }

    private void sources() {
        this.<SourceReadings>ofChannels(ChannelReadings::sources)
                .gauge("dlq_consumers", "Consumers that run", SourceReadings::consumers)
                .gauge("dlq_consumers_polling", "Those that poll as often as they have to", SourceReadings::polling)
                .some(
                        "dlq_consumer_lag",
                        "Records that the channel has yet to read from the partition with most of them",
                        sources -> decimal(sources.lag()));
        var risks = new ArrayList<Thing<Integer>>();
        new TreeMap<>(readings.risks())
                .forEach((channel, topics) -> risks.add(new Thing<>(List.of(channel), topics.size())));
        new Families<>(List.of("channel"), risks, made)
                .gauge("dlq_payload_risks", "Topics that may lose payloads only referred to", count -> count);
    }

    static OptionalDouble decimal(OptionalLong whole) {
        return whole.isPresent() ? OptionalDouble.of(whole.getAsLong()) : OptionalDouble.empty();
    }

    private <T> Families<T> ofChannels(Function<ChannelReadings, T> part) {
        List<Thing<T>> things = readings.channels().entrySet().stream()
                .map(channel -> new Thing<>(List.of(channel.getKey()), part.apply(channel.getValue())))
                .toList();
        return new Families<>(List.of("channel"), things, made);
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
}
