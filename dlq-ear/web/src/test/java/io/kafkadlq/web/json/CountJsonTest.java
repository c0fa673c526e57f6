package io.kafkadlq.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountJsonTest {

    private static Counts.Group group(long records, String... key) {
        return new Counts.Group(Arrays.asList(key), records);
    }

    private static String json(CountBy by, Counts.Group... groups) {
        return CountJson.of(new Counts(List.of(groups), false), by).toString();
    }

    @Test
    void shouldNameTheKeyOfEachGroup() {
        assertThat(json(CountBy.STATUS, group(3, "FAILED"), group(1, "PENDING")))
                .isEqualTo("{\"by\":\"status\",\"groups\":[{\"status\":\"FAILED\",\"records\":3},"
                        + "{\"status\":\"PENDING\",\"records\":1}],\"more\":false}");
        assertThat(json(CountBy.CHANNEL_AND_STATUS, group(2, "orders", "FAILED")))
                .contains("{\"channel\":\"orders\",\"status\":\"FAILED\",\"records\":2}");
        assertThat(json(CountBy.HOUR, group(2, "2026-11-28T11:00:00Z")))
                .contains("{\"hour\":\"2026-11-28T11:00:00Z\",\"records\":2}");
        assertThat(json(CountBy.DAY, group(2, "2026-11-28T00:00:00Z")))
                .contains("{\"day\":\"2026-11-28T00:00:00Z\",\"records\":2}");
    }

    @Test
    void shouldSayNullForAnExceptionThatIsNotKnown() {
        assertThat(json(CountBy.EXCEPTION_CLASS, group(2, "com.example.Bad"), group(1, "")))
                .contains(
                        "{\"exceptionClass\":\"com.example.Bad\",\"records\":2}",
                        "{\"exceptionClass\":null,\"records\":1}");
    }

    @Test
    void shouldSayThatThereAreMore() {
        assertThat(CountJson.of(new Counts(List.of(), true), CountBy.DAY))
                .hasToString("{\"by\":\"day\",\"groups\":[],\"more\":true}");
    }
}
