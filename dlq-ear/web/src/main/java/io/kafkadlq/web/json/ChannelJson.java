package io.kafkadlq.web.json;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.flow.BatchBounds;
import io.kafkadlq.api.flow.BreakerStatus;
import io.kafkadlq.api.flow.DoorStatus;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.flow.LoadMetrics;
import io.kafkadlq.api.flow.ThresholdBackpressureStrategy;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A channel in JSON: whether it reads, and how it protects itself. */
public final class ChannelJson {

    private ChannelJson() {}

    /** @param marks where its doors close and open; empty where they do not by marks */
    public static JsonObject of(
            String name, ChannelControl control, FlowStatus flow, Optional<ThresholdBackpressureStrategy> marks) {
        return JsonFields.object()
                .with("name", name)
                .with("state", control.state().name())
                .with("batch", batch(control.batchBounds()))
                .with("store", door(flow.store(), marks))
                .withObject("handler", flow.handler().map(door -> door(door, marks)))
                .withObject("breaker", flow.breaker().map(ChannelJson::breaker))
                .withKnown("permitsPerSecond", flow.permitsPerSecond())
                .with("floods", JsonFields.objects(floods(flow.floods())))
                .build();
    }

    /** What is said of the machine, which is the same for all channels. */
    public static JsonFields instance(Optional<LoadMetrics> load) {
        return JsonFields.object()
                .withKnown("cpu", load.map(LoadMetrics::cpu).orElse(OptionalDouble.empty()))
                .withKnown("heapAfterGc", load.map(LoadMetrics::heapAfterGc).orElse(OptionalDouble.empty()));
    }

    private static JsonFields batch(BatchBounds bounds) {
        return JsonFields.object().with("minSize", bounds.minSize()).with("maxSize", bounds.maxSize());
    }

    private static JsonFields door(DoorStatus door, Optional<ThresholdBackpressureStrategy> marks) {
        LoadMetrics load = door.load();
        return JsonFields.object()
                .with("state", door.state().name())
                .with("acceptance", door.acceptance())
                .with("reason", door.reason())
                .with("entered", door.entered())
                .with("refusals", door.refusals())
                .with("pending", load.pending())
                .with("maxPending", load.maxPending())
                .with("ringFill", load.ringFill())
                .with("fill", load.fill())
                .withKnown("closesAt", mark(marks.map(ThresholdBackpressureStrategy::highWatermark)))
                .withKnown("opensAt", mark(marks.map(ThresholdBackpressureStrategy::lowWatermark)))
                .with("processingTime", load.processingTime().toString())
                .with("handlerTime", load.handlerTime().toString())
                .with("errorRate", load.errorRate())
                .with("storeLatency", load.storeLatency().toString());
    }

    private static OptionalDouble mark(Optional<Double> share) {
        return share.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static JsonFields breaker(BreakerStatus breaker) {
        return JsonFields.object()
                .with("state", breaker.state().name())
                .with("reason", breaker.reason())
                .with("opened", breaker.opened())
                .with("failureRate", breaker.failureRate())
                .with("slowCallRate", breaker.slowCallRate());
    }

    private static List<JsonObject> floods(Map<String, Double> byTopic) {
        // Sorted: answers should not change from call to call.
        return new TreeMap<>(byTopic)
                .entrySet().stream()
                        .map(flood -> JsonFields.object()
                                .with("topic", flood.getKey())
                                .with("failureRate", (double) flood.getValue())
                                .build())
                        .toList();
    }
}
