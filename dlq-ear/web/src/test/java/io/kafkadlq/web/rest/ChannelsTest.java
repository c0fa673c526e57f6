package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.flow.BatchBounds;
import io.kafkadlq.api.flow.ThresholdBackpressureStrategy;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import io.kafkadlq.web.watch.Flows;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    private static final ThresholdBackpressureStrategy MARKS =
            new ThresholdBackpressureStrategy(0.9, 0.5, OptionalDouble.empty(), 0.95, OptionalDouble.empty());

    private final DeskStub desk = new DeskStub()
            .with("orders", Flows.flooded(Flows.handling(), Map.of("b", 0.5, "a", 0.75)))
            .with("default", Flows.calm());
    private final Channels channels =
            new Channels(desk, name -> Optional.of(MARKS).filter(any -> name.equals("orders")));

    @Test
    void shouldListChannelsByNameAndSayWhatIsKnownOfTheMachine() {
        var list = channels.all();

        assertThat(list.getJsonArray("items").getValuesAs(JsonObject.class))
                .extracting(channel -> channel.getString("name"))
                .containsExactly("default", "orders");
        assertThat(list.getJsonObject("instance").getJsonNumber("cpu").doubleValue())
                .isEqualTo(0.75);
        assertThat(list.getJsonObject("instance").isNull("heapAfterGc")).isTrue();
    }

    @Test
    void shouldWriteAChannelFieldByField() {
        var channel = channels.one("orders");

        assertThat(channel.keySet())
                .containsExactly("name", "state", "batch", "store", "handler", "breaker", "permitsPerSecond", "floods");
        assertThat(channel.getString("state")).isEqualTo("RUNNING");
        assertThat(channel.getJsonObject("batch")).hasToString("{\"minSize\":64,\"maxSize\":1000}");
        assertThat(channel.getJsonArray("floods"))
                .hasToString("[{\"topic\":\"a\",\"failureRate\":0.75},{\"topic\":\"b\",\"failureRate\":0.5}]");
        assertThat(channel.getJsonObject("breaker"))
                .hasToString("{\"state\":\"CLOSED\",\"reason\":\"\",\"opened\":2,\"failureRate\":0.6,"
                        + "\"slowCallRate\":0.1}");
        assertThat(channel.getJsonObject("handler"))
                .hasToString("{\"state\":\"NORMAL\",\"acceptance\":1.0,\"reason\":\"\",\"entered\":7000,"
                        + "\"refusals\":3,\"pending\":500,\"maxPending\":1000,\"ringFill\":0.25,\"fill\":0.5,"
                        + "\"closesAt\":0.9,\"opensAt\":0.5,\"processingTime\":\"PT1.5S\",\"handlerTime\":\"PT0.2S\","
                        + "\"errorRate\":0.125,\"storeLatency\":\"PT0.03S\"}");
    }

    @Test
    void shouldSayNullForWhatAChannelHasNot() {
        var channel = channels.one("default");

        assertThat(channel.isNull("handler")).isTrue();
        assertThat(channel.isNull("breaker")).isTrue();
        assertThat(channel.isNull("permitsPerSecond")).isTrue();
        assertThat(channel.getJsonArray("floods")).isEmpty();
        assertThat(channel.getJsonObject("store").isNull("closesAt")).isTrue();
    }

    @Test
    void shouldShowWhatASwitchDid() {
        channels.control("orders").pause();
        channels.handlerControl("orders").limitRate(500);
        channels.control("orders").boundBatches(new BatchBounds(1, 10));

        assertThat(channels.one("orders").getString("state")).isEqualTo("PAUSED");
        assertThat(channels.one("orders").getJsonObject("batch")).hasToString("{\"minSize\":1,\"maxSize\":10}");
        assertThat(channels.one("orders").getJsonNumber("permitsPerSecond").doubleValue())
                .isEqualTo(500);
    }

    @Test
    void shouldNameTheChannelsThereAre() {
        assertThatThrownBy(() -> channels.control("order")).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            var problem = refusal.problem();
            assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
            assertThat(problem.detail()).endsWith("there are default, orders.");
            assertThat(problem.toJson(null).getJsonArray("channels").getValuesAs(JsonString::getString))
                    .containsExactly("default", "orders");
        });
        assertRefused(() -> channels.one("order"), ProblemType.NOT_FOUND);
        assertRefused(() -> channels.handlerControl("order"), ProblemType.NOT_FOUND);
    }

    @Test
    void shouldLimitNoChannelWithoutAHandler() {
        assertRefused(() -> channels.handlerControl("default"), ProblemType.NO_HANDLER);
    }

    private static void assertRefused(ThrowingCallable call, ProblemType type) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(
                        refusal.problem().type())
                .isEqualTo(type));
    }
}
