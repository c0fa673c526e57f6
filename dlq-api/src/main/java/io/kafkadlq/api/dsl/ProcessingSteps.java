package io.kafkadlq.api.dsl;

import io.kafkadlq.api.config.ProcessingMode;
import io.kafkadlq.api.config.ProcessingOrder;
import java.util.List;
import java.util.Objects;

/**
 * How records of source topics reach the channel's handler. How many handlers work at once is said by {@link
 * PerformanceSteps#parallelism}.
 *
 * <p>Names of keys are those behind {@code dlq.channel.<name>.}. Not thread-safe.
 */
public final class ProcessingSteps {

    private final SettingWriter settings;

    /** Channels make it. */
    public ProcessingSteps(SettingWriter settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * The topics whose records the channel's handler gets, by name or {@code pattern:<regex>}; none unless set. Sets {@code
     * processing.topics}.
     */
    public ProcessingSteps topics(String... names) {
        settings.set("processing.topics", List.of(names));
        return this;
    }

    /** Consumer group that reads them; the channel's name unless set. Sets {@code processing.consumer-group}. */
    public ProcessingSteps consumerGroup(String group) {
        settings.set("processing.consumer-group", group);
        return this;
    }

    /** Consumers of them on this instance; 1. Sets {@code processing.consumers}. */
    public ProcessingSteps consumers(int consumers) {
        settings.set("processing.consumers", consumers);
        return this;
    }

    /** One record at a time, over thousands of narrow lanes: the default. Sets {@code processing.mode}. */
    public ProcessingSteps parallel() {
        return mode(ProcessingMode.PARALLEL);
    }

    /** Lists of what has gathered in one of thousands of narrow lanes. Sets {@code processing.mode}. */
    public ProcessingSteps hybrid() {
        return mode(ProcessingMode.HYBRID);
    }

    /** The longest lists, over as many lanes as handlers may work at once. Sets {@code processing.mode}. */
    public ProcessingSteps batch() {
        return mode(ProcessingMode.BATCH);
    }

    private ProcessingSteps mode(ProcessingMode mode) {
        settings.set("processing.mode", mode);
        return this;
    }

    /** The records of a key are handled one after another, retries too: the default. Sets {@code order}. */
    public ProcessingSteps orderByKey() {
        return order(ProcessingOrder.KEY);
    }

    /** The records of a partition are handled one after another, retries too. Sets {@code order}. */
    public ProcessingSteps orderByPartition() {
        return order(ProcessingOrder.PARTITION);
    }

    /** Whatever is there is handled as soon as a worker is free. Sets {@code order}. */
    public ProcessingSteps unordered() {
        return order(ProcessingOrder.UNORDERED);
    }

    private ProcessingSteps order(ProcessingOrder order) {
        settings.set("order", order);
        return this;
    }

    /** Most records in one list for a handler of lists; 500. Sets {@code processing.max-batch}. */
    public ProcessingSteps maxBatch(int records) {
        settings.set("processing.max-batch", records);
        return this;
    }

    /**
     * Records of one lane waiting for their handler before their partition is paused; 1,024. Sets {@code
     * processing.max-waiting}.
     */
    public ProcessingSteps maxWaiting(int records) {
        settings.set("processing.max-waiting", records);
        return this;
    }

    /** Records of one partition read and not done; 8,192. Sets {@code processing.max-under-way}. */
    public ProcessingSteps maxUnderWay(int records) {
        settings.set("processing.max-under-way", records);
        return this;
    }
}
