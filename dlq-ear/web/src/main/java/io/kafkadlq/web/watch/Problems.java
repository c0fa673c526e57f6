package io.kafkadlq.web.watch;

import io.kafkadlq.api.ChannelState;
import io.kafkadlq.api.event.ChannelPaused;
import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.BreakerStatus;
import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.DoorStatus;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.flow.PressureState;
import io.kafkadlq.api.model.PayloadRisk;
import io.kafkadlq.web.watch.Finding.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what is wrong with channels, from the status that they give of themselves. */
public final class Problems {

    private static final Comparator<Finding> GRAVEST_FIRST =
            Comparator.comparing(Finding::code).thenComparing(Finding::channel);

    private final LatestEvents events;
    private final List<Finding> found = new ArrayList<>();

    public Problems(LatestEvents events) {
        this.events = events;
    }

    /** Adds what is wrong with one more channel. */
    public Problems look(String channel, ChannelState state, FlowStatus flow) {
        if (state == ChannelState.PAUSED) {
            paused(channel, flow.floods());
        }
        flow.breaker().ifPresent(breaker -> breaker(channel, breaker));
        door(channel, Door.STORE, flow.store());
        flow.handler().ifPresent(handler -> door(channel, Door.HANDLER, handler));
        new TreeMap<>(flow.floods()).forEach((topic, share) -> flood(channel, topic, share));
        return this;
    }

    /** Adds the topics that may lose payloads which the channel only refers to. */
    public Problems payloads(String channel, List<PayloadRisk> risks) {
        risks.forEach(risk -> found.add(new Finding(
                Code.PAYLOAD_AT_RISK,
                channel,
                Optional.of(risk.topic()),
                risk.detail(),
                risk.remedy(),
                Optional.empty())));
        return this;
    }

    /** All of it, the gravest first. */
    public List<Finding> found() {
        return found.stream().sorted(GRAVEST_FIRST).toList();
    }

    private void paused(String channel, Map<String, Double> floods) {
        Optional<ChannelPaused> event = events.pause(channel);
        String why = event.map(ChannelPaused::reason).orElse("");
        if (floods.isEmpty()) {
            found.add(new Finding(
                    Code.CHANNEL_PAUSED,
                    channel,
                    Optional.empty(),
                    "Channel " + channel + " reads nothing from Kafka" + because(why),
                    "Resume it when whoever paused it agrees. Kafka keeps what is not read, as long as its retention says.",
                    event.map(ChannelPaused::at)));
        } else {
            String topics = String.join(", ", new TreeMap<>(floods).keySet());
            found.add(new Finding(
                    Code.PAUSED_BY_FLOOD,
                    channel,
                    Optional.empty(),
                    "Channel " + channel + " reads nothing from Kafka while most records of " + topics + " fail"
                            + because(why),
                    "Look at the newest failures, correct their cause, then resume the channel. It does not resume by"
                            + " itself.",
                    event.map(ChannelPaused::at)));
        }
    }

    private void breaker(String channel, BreakerStatus breaker) {
        Optional<Instant> since = events.since(channel, breaker.state());
        if (breaker.state() == BreakerState.OPEN) {
            found.add(new Finding(
                    Code.BREAKER_OPEN,
                    channel,
                    Optional.empty(),
                    "The circuit breaker of channel " + channel + " is open" + because(breaker.reason())
                            + " Records wait; none is failed for it.",
                    "Repair what the handler depends on. The breaker tries it again by itself.",
                    since));
        } else if (breaker.state() == BreakerState.HALF_OPEN) {
            found.add(new Finding(
                    Code.BREAKER_HALF_OPEN,
                    channel,
                    Optional.empty(),
                    "The circuit breaker of channel " + channel + " lets a few records through to find out whether the"
                            + " handler works again" + because(breaker.reason()),
                    "Nothing to do: it closes if they succeed, and opens again if not.",
                    since));
        }
    }

    private void door(String channel, Door door, DoorStatus status) {
        if (status.state() == PressureState.NORMAL) {
            return;
        }
        boolean closed = status.state() == PressureState.CLOSED;
        String what = door == Door.STORE ? "dead letters" : "records for its handler";
        String share = closed ? "no " + what : percent(status.acceptance()) + " of the usual rate of " + what;
        found.add(new Finding(
                closed ? Code.DOOR_CLOSED : Code.DOOR_SLOWED,
                channel,
                Optional.of(door.name()),
                "Channel " + channel + " lets in " + share + because(status.reason()),
                door == Door.STORE
                        ? "See whether the store is away or slow. Nothing is lost: partitions are paused, and it goes on"
                                + " by itself."
                        : "See why the handler is slow or fails. Nothing is lost: partitions are paused, and it goes on"
                                + " by itself.",
                events.since(channel, door, status.state())));
    }

    private void flood(String channel, String topic, double share) {
        found.add(new Finding(
                Code.TOPIC_IN_FLOOD,
                channel,
                Optional.of(topic),
                percent(share) + " of the records of topic " + topic + " failed lately, and each is stored as a dead"
                        + " letter of channel " + channel + ".",
                "Look at the newest failures of the topic; what they have in common is most likely one cause. Pause the"
                        + " channel if the store fills up.",
                events.since(channel, topic)));
    }

    /** The end of a sentence, with the reason if there is one. */
    private static String because(String reason) {
        String text = reason.strip();
        if (text.isEmpty()) {
            return ".";
        }
        return ": " + text + (text.endsWith(".") ? "" : ".");
    }

    /** Never 0 % of something nor 100 % of less than all. */
    private static String percent(double share) {
        long rounded = Math.round(share * 100);
        return (share > 0 && share < 1 ? Math.min(99, Math.max(1, rounded)) : rounded) + " %";
    }
}
