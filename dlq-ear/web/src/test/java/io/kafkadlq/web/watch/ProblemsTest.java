package io.kafkadlq.web.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.ChannelState;
import io.kafkadlq.api.event.BackpressureChanged;
import io.kafkadlq.api.event.BreakerChanged;
import io.kafkadlq.api.event.ChannelPaused;
import io.kafkadlq.api.event.ChannelResumed;
import io.kafkadlq.api.event.FloodChanged;
import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.flow.PressureState;
import io.kafkadlq.api.model.PayloadRisk;
import io.kafkadlq.web.watch.Finding.Code;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final LatestEvents events = new LatestEvents();

    private Problems running(FlowStatus flow) {
        return new Problems(events).look("orders", ChannelState.RUNNING, flow);
    }

    @Test
    void shouldFindNothingWrongWithAChannelAtEase() {
        assertThat(running(Flows.handling()).found()).isEmpty();
    }

    @Test
    void shouldTellWhichDoorLetsInLessAndWhy() {
        var handler = Flows.door(Door.HANDLER, PressureState.SLOWED, 0.4, "it takes 2 s instead of 1 s");
        var flow = Flows.with(Flows.calm(), handler, Flows.breaker(BreakerState.CLOSED, ""));

        var found = running(flow).found();

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.DOOR_SLOWED);
            assertThat(finding.subject()).contains("HANDLER");
            assertThat(finding.detail())
                    .isEqualTo("Channel orders lets in 40 % of the usual rate of records for its handler: it takes 2 s"
                            + " instead of 1 s.");
        });
    }

    @Test
    void shouldTellWhichTopicMayLosePayloads() {
        var risk = new PayloadRisk("orders-dlt", "It keeps records for 7 days.", "Raise it.");

        var found = running(Flows.handling()).payloads("orders", List.of(risk)).found();

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.code().id()).isEqualTo("payload-at-risk");
            assertThat(finding.subject()).contains("orders-dlt");
            assertThat(finding.detail()).isEqualTo(risk.detail());
            assertThat(finding.remedy()).isEqualTo(risk.remedy());
        });
    }

    @Test
    void shouldNeverRoundSomethingToNothing() {
        var barely = Flows.door(Door.STORE, PressureState.SLOWED, 0.001, "");
        var nearly = Flows.door(Door.STORE, PressureState.SLOWED, 0.999, "");

        assertThat(running(Flows.storing(barely)).found().get(0).detail()).contains(" 1 % of");
        assertThat(running(Flows.storing(nearly)).found().get(0).detail()).contains(" 99 % of");
    }

    @Test
    void shouldTellAClosedDoor() {
        var store = Flows.door(Door.STORE, PressureState.CLOSED, 0, "The ring is full.");

        var found = running(Flows.storing(store)).found();

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.DOOR_CLOSED);
            assertThat(finding.code().severity()).isEqualTo(Finding.Severity.CRITICAL);
            assertThat(finding.detail()).isEqualTo("Channel orders lets in no dead letters: The ring is full.");
        });
    }

    @Test
    void shouldTellABreakerThatIsNotClosed() {
        var door = Flows.door(Door.HANDLER, PressureState.NORMAL, 1, "");

        var open = running(Flows.with(Flows.calm(), door, Flows.breaker(BreakerState.OPEN, "60 % failed")));
        var halfOpen = running(Flows.with(Flows.calm(), door, Flows.breaker(BreakerState.HALF_OPEN, "")));

        assertThat(open.found()).extracting(Finding::code).containsExactly(Code.BREAKER_OPEN);
        assertThat(open.found().get(0).detail()).contains("60 % failed");
        assertThat(halfOpen.found()).extracting(Finding::code).containsExactly(Code.BREAKER_HALF_OPEN);
    }

    @Test
    void shouldTellEachTopicInFlood() {
        var found =
                running(Flows.flooded(Flows.calm(), Map.of("b", 0.8, "a", 1.0))).found();

        assertThat(found).extracting(Finding::code).containsOnly(Code.TOPIC_IN_FLOOD);
        assertThat(found).extracting(finding -> finding.subject().orElse("")).containsExactly("a", "b");
        assertThat(found.get(0).detail()).startsWith("100 % of the records of topic a");
    }

    @Test
    void shouldTellAPauseInAFloodFromAnother() {
        var paused = new Problems(events).look("orders", ChannelState.PAUSED, Flows.calm());
        var flooded =
                new Problems(events).look("orders", ChannelState.PAUSED, Flows.flooded(Flows.calm(), Map.of("a", 0.8)));

        assertThat(paused.found()).extracting(Finding::code).containsExactly(Code.CHANNEL_PAUSED);
        assertThat(flooded.found())
                .extracting(Finding::code)
                .containsExactly(Code.PAUSED_BY_FLOOD, Code.TOPIC_IN_FLOOD);
    }

    @Test
    void shouldPutTheGravestFirst() {
        var slowed = Flows.storing(Flows.door(Door.STORE, PressureState.SLOWED, 0.5, ""));
        var closed = Flows.storing(Flows.door(Door.STORE, PressureState.CLOSED, 0, ""));

        var found = new Problems(events)
                .look("a", ChannelState.RUNNING, slowed)
                .look("c", ChannelState.RUNNING, closed)
                .look("b", ChannelState.RUNNING, closed)
                .found();

        assertThat(found).extracting(Finding::channel).containsExactly("b", "c", "a");
    }

    @Nested
    class WhenEventsWereHeard {

        @Test
        void shouldSaySinceWhenAndWhoPaused() {
            events.note(new ChannelPaused("orders", NOON, "by olga"));

            var finding = new Problems(events)
                    .look("orders", ChannelState.PAUSED, Flows.calm())
                    .found()
                    .get(0);

            assertThat(finding.since()).contains(NOON);
            assertThat(finding.detail()).isEqualTo("Channel orders reads nothing from Kafka: by olga.");
        }

        @Test
        void shouldForgetAPauseThatIsOver() {
            events.note(new ChannelPaused("orders", NOON, "by olga"));
            events.note(new ChannelResumed("orders", NOON));

            var finding = new Problems(events)
                    .look("orders", ChannelState.PAUSED, Flows.calm())
                    .found()
                    .get(0);

            assertThat(finding.since()).isEmpty();
        }

        @Test
        void shouldKeepDoorsBreakersAndTopicsApart() {
            events.note(new BackpressureChanged(
                    "orders", NOON, Door.STORE, PressureState.NORMAL, PressureState.CLOSED, 0, "full"));
            events.note(new BreakerChanged("orders", NOON.plusSeconds(1), BreakerState.CLOSED, BreakerState.OPEN, ""));
            events.note(new FloodChanged("orders", NOON.plusSeconds(2), "a", true, 0.8));
            events.note(new FloodChanged("orders", NOON.plusSeconds(3), "b", true, 0.8));
            events.note(new FloodChanged("orders", NOON.plusSeconds(4), "b", false, 0.1));

            assertThat(events.since("orders", Door.STORE, PressureState.CLOSED)).contains(NOON);
            assertThat(events.since("orders", BreakerState.OPEN)).contains(NOON.plusSeconds(1));
            assertThat(events.since("orders", "a")).contains(NOON.plusSeconds(2));
            assertThat(events.since("orders", "b")).isEmpty();
            assertThat(events.since("orders", Door.HANDLER, PressureState.CLOSED))
                    .isEmpty();
            assertThat(events.since("other", Door.STORE, PressureState.CLOSED)).isEmpty();
        }

        @Test
        void shouldNotBelieveAnEventThatTheStatusContradicts() {
            events.note(new BackpressureChanged(
                    "orders", NOON, Door.STORE, PressureState.NORMAL, PressureState.SLOWED, 0.5, ""));

            assertThat(events.since("orders", Door.STORE, PressureState.CLOSED)).isEmpty();
        }
    }

    @Test
    void shouldWriteAFindingFieldByField() {
        events.note(new ChannelPaused("orders", NOON, "by olga"));

        var json = new Problems(events)
                .look("orders", ChannelState.PAUSED, Flows.calm())
                .found()
                .get(0)
                .toJson();

        assertThat(json.keySet())
                .containsExactly("code", "severity", "channel", "subject", "title", "detail", "remedy", "since");
        assertThat(json.getString("code")).isEqualTo("channel-paused");
        assertThat(json.getString("severity")).isEqualTo("CRITICAL");
        assertThat(json.isNull("subject")).isTrue();
        assertThat(json.getString("since")).isEqualTo("2026-11-27T12:00:00Z");
    }
}
