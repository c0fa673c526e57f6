package io.kafkadlq.api.flow;

/**
 * How a door of a channel is doing.
 *
 * @param acceptance the share that is let in
 * @param reason why it is not all of it, in words; empty if it is
 * @param entered records let in since the start
 * @param refusals times that a record was told to wait since the start; the same one counts each time it tries
 */
public record DoorStatus(
        PressureState state, double acceptance, String reason, long entered, long refusals, LoadMetrics load) {}
