package io.kafkadlq.web.watch;

import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.BreakerStatus;
import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.DoorStatus;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.flow.LoadMetrics;
import io.kafkadlq.api.flow.PressureState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Statuses of channels, for tests. */
public final class Flows {

    private Flows() {}

    /** A channel without a handler, at ease. */
    public static FlowStatus calm() {
        return new FlowStatus(
                door(Door.STORE, PressureState.NORMAL, 1, ""),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Map.of());
    }

    /** A channel with a handler, at ease. */
    public static FlowStatus handling() {
        return with(calm(), door(Door.HANDLER, PressureState.NORMAL, 1, ""), breaker(BreakerState.CLOSED, ""));
    }

    public static FlowStatus with(FlowStatus flow, DoorStatus handler, BreakerStatus breaker) {
        return new FlowStatus(
                flow.store(), Optional.of(handler), Optional.of(breaker), flow.permitsPerSecond(), flow.floods());
    }

    public static FlowStatus storing(DoorStatus store) {
        return new FlowStatus(store, Optional.empty(), Optional.empty(), OptionalDouble.empty(), Map.of());
    }

    public static FlowStatus limited(FlowStatus flow, OptionalDouble rate) {
        return new FlowStatus(flow.store(), flow.handler(), flow.breaker(), rate, flow.floods());
    }

    public static FlowStatus flooded(FlowStatus flow, Map<String, Double> floods) {
        return new FlowStatus(flow.store(), flow.handler(), flow.breaker(), flow.permitsPerSecond(), floods);
    }

    public static DoorStatus door(Door door, PressureState state, double acceptance, String reason) {
        var load = new LoadMetrics(
                door,
                0.25,
                500,
                1000,
                90,
                60,
                Duration.ofMillis(1500),
                Duration.ofMillis(200),
                0.125,
                Duration.ofMillis(30),
                OptionalDouble.of(0.75),
                OptionalDouble.empty());
        return new DoorStatus(state, acceptance, reason, 7000, 3, load);
    }

    public static BreakerStatus breaker(BreakerState state, String reason) {
        return new BreakerStatus(state, reason, 2, 0.6, 0.1);
    }
}
