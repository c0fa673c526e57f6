package io.kafkadlq.core.engine;

import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.metrics.MetricSample;
import io.kafkadlq.api.metrics.MetricSample.Reading;
import io.kafkadlq.api.spi.MetricsSink;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps one sink showing what there is. All samples are read together, at most once a second, however many are asked for.
 * Thread-safe.
 */
final class SinkBinding implements AutoCloseable {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Supplier<List<MetricFamily>> meters;
    private final MetricsSink sink;
    private final NanoClock clock;
    // Guarded by this.
    private final Map<Key, Shown> shown = new HashMap<>();
    private boolean told;
    private boolean closed;
    private volatile Look latest;

    private record Key(String family, Map<String, String> labels) {}

    private record Shown(MetricFamily family, MetricSample sample) {}

    private record Look(Map<Key, Shown> samples, long nanos) {}

    SinkBinding(Supplier<List<MetricFamily>> meters, MetricsSink sink, NanoClock clock) {
        this.meters = meters;
        this.sink = sink;
        this.clock = clock;
        this.latest = look();
    }

    private Look look() {
        long now = clock.nanos();
        var samples = new HashMap<Key, Shown>();
        meters.get().forEach(family -> {
            var bare = new MetricFamily(
                    family.name(), family.kind(), family.unit(), family.help(), family.labels(), List.of());
            family.samples()
                    .forEach(sample -> samples.put(new Key(family.name(), sample.labels()), new Shown(bare, sample)));
        });
        return new Look(samples, now);
    }

    /** Shows what is new, and hides what is no more. */
    synchronized void refresh() {
        if (closed) {
            return;
        }
        Look look = look();
        latest = look;
        shown.entrySet().removeIf(entry -> {
            boolean gone = !look.samples().containsKey(entry.getKey());
            if (gone) {
                hide(entry.getValue());
            }
            return gone;
        });
        look.samples().forEach((key, found) -> {
            if (shown.putIfAbsent(key, found) == null) {
                show(key, found);
            }
        });
    }

    /** A sample that the sink refuses, because somebody else has one of that name, must not keep the others away. */
    private void show(Key key, Shown found) {
        try {
            sink.show(found.family(), found.sample(), () -> current(key, found.sample()));
        } catch (RuntimeException refused) {
            // Tried again with the next look: the other may be gone by then.
            shown.remove(key);
            refused(found, refused);
        }
    }

    private void hide(Shown gone) {
        try {
            sink.hide(gone.family(), gone.sample());
        } catch (RuntimeException refused) {
            refused(gone, refused);
        }
    }

    /** Once: who has one of our names has most likely all of them. */
    private void refused(Shown what, RuntimeException why) {
        if (!told) {
            told = true;
            Log.metricRefused(what.family().name(), why);
        }
    }

    private MetricSample current(Key key, MetricSample last) {
        Look look = latest;
        if (clock.nanos() - look.nanos() > FRESH_NANOS) {
            look = look();
            latest = look;
        }
        Shown found = look.samples().get(key);
        return found == null ? unknown(last) : found.sample();
    }

    /** What is not known any more is not told: an old figure would look like a calm one. */
    private static MetricSample unknown(MetricSample last) {
        return last instanceof Reading ? new Reading(last.labels(), Double.NaN) : last;
    }

    /** Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        shown.values().forEach(this::hide);
        shown.clear();
    }
}
