package io.kafkadlq.core.metrics;

import io.kafkadlq.api.flow.LoadMetrics;
import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.core.metrics.Families.Thing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Adds the families of what channels share: the store and what it holds, those who listen, and the machine. */
record SharedFigures(Readings readings, List<MetricFamily> made) {

    void add() {
        unresolved();
        machine();
        memory();
    }

    private void unresolved() {
        var unresolved = new ArrayList<Thing<Long>>();
        var exceptions = new ArrayList<Thing<Long>>();
        readings.unresolved().ifPresent(store -> new TreeMap<>(store.exceptions())
                .forEach((name, records) -> exceptions.add(new Thing<>(List.of(name), records))));
        var oldest = new ArrayList<Thing<Optional<Duration>>>();
        readings.unresolved().ifPresent(store -> readings.channels().keySet().forEach(channel -> {
            Map<DlqStatus, Long> records = store.records().getOrDefault(channel, Map.of());
            Stream.of(DlqStatus.PENDING, DlqStatus.RETRYING, DlqStatus.FAILED, DlqStatus.ON_HOLD)
                    .forEach(status -> unresolved.add(
                            new Thing<>(List.of(channel, status.name()), records.getOrDefault(status, 0L))));
            oldest.add(new Thing<>(
                    List.of(channel),
                    Optional.ofNullable(store.oldest().get(channel)).map(since -> age(since))));
        }));
        new Families<>(List.of("channel", "status"), unresolved, made)
                .gauge("dlq_records_unresolved", "Records in the store that wait for something", count -> count);
        new Families<>(List.of("exception"), exceptions, made)
                .gauge(
                        "dlq_exception_unresolved",
                        "The same by the class of their exception: the 50 most frequent, and other",
                        count -> count);
        new Families<>(List.of("channel"), oldest, made)
                .gauge(
                        "dlq_oldest_unresolved_seconds",
                        "Age of the oldest unresolved record; 0 if there is none",
                        age -> age.orElse(Duration.ZERO).toMillis() / 1e3);
    }

    private Duration age(Instant since) {
        Duration age = Duration.between(since, readings.now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private void machine() {
        List<Thing<LoadMetrics>> any = readings.channels().values().stream()
                .limit(1)
                .map(channel ->
                        new Thing<>(List.<String>of(), channel.flow().store().load()))
                .toList();
        new Families<>(List.of(), List.of(new Thing<>(List.<String>of(), readings.eventsUntold())), made)
                .counter("dlq_events_untold_total", "Events that listeners were too slow for", untold -> untold);
        new Families<>(List.of(), any, made)
                .some("dlq_cpu_load", "Share of the machine's CPU in use", LoadMetrics::cpu)
                .some(
                        "dlq_heap_after_gc_ratio",
                        "Share of the heap in use after the latest collection of the old generation",
                        LoadMetrics::heapAfterGc);
    }

    private void memory() {
        var look = new Thing<>(List.<String>of(), readings.jvm().look());
        new Families<>(List.of(), List.of(look), made)
                .gauge("dlq_heap_used_bytes", "Heap in use", JvmFigures.Look::usedBytes)
                .some("dlq_heap_max_bytes", "The most it may be", jvm -> Catalogue.decimal(jvm.maxBytes()))
                .someTotal("dlq_allocated_bytes_total", "Bytes that threads allocated", JvmFigures.Look::allocatedBytes)
                .counter(
                        "dlq_gc_pause_seconds_total",
                        "Time for which garbage collections stopped everything",
                        JvmFigures.Look::pauseSeconds);
    }
}
