package io.kafkadlq.core.tuning;

import io.kafkadlq.api.config.BatchConfig;
import io.kafkadlq.api.config.TuningConfig;
import io.kafkadlq.api.config.TuningPreset;
import java.time.Duration;
import java.util.Locale;

/** What a channel is to reach, with what its preset says where no goal does. */
record Goal(TuningConfig tuning) {

    /** Whether neither a rate nor a latency is asked for. */
    boolean isOpen() {
        return !hasRate() && !hasLatency();
    }

    boolean hasRate() {
        return tuning.recordsPerSecond().isPresent();
    }

    boolean hasLatency() {
        return tuning.latency().isPresent();
    }

    TuningPreset preset() {
        return tuning.preset();
    }

    /** Records a second that must be taken; 0 if any number will do. */
    long rate() {
        return tuning.recordsPerSecond().orElse(0);
    }

    /** How many records arrive in that time at that rate. */
    long arrivingIn(Duration time) {
        return rate() * time.toMillis() / 1000;
    }

    /**
     * The given time, or a quarter of the latency that is asked for if that is less. A record waits at most for its batch
     * to fill, for the write that is under way, and for its own: a quarter each, and one is left for what nobody plans,
     * such as a pause of the collector.
     */
    Duration within(Duration preset) {
        return tuning.latency()
                .map(latency -> latency.dividedBy(4))
                .filter(quarter -> quarter.compareTo(preset) < 0)
                .orElse(preset);
    }

    /** Whether microseconds may be worth a little CPU. */
    boolean isUrgent() {
        return preset() == TuningPreset.LOW_LATENCY
                || tuning.latency()
                        .filter(latency -> latency.compareTo(BatchConfig.LOW_LATENCY.targetLatency()) <= 0)
                        .isPresent();
    }

    /** The batches of the preset. */
    BatchConfig batch() {
        return switch (preset()) {
            case DEFAULT -> BatchConfig.DEFAULT;
            case HIGH_THROUGHPUT -> BatchConfig.HIGH_THROUGHPUT;
            case LOW_LATENCY -> BatchConfig.LOW_LATENCY;
        };
    }

    /** In words, for the log. */
    @Override
    public String toString() {
        String preset = preset().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "preset " + preset
                + tuning.recordsPerSecond()
                        .map(rate -> ", " + rate + " records/s")
                        .orElse("")
                + tuning.latency().map(latency -> ", durable in " + latency).orElse("");
    }
}
