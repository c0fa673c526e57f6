package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordPageTest {

    private static final RecordId FIRST = RecordId.parse("01a2049f-d9fe-7081-9b3d-487bf0895500");
    private static final RecordId LAST = RecordId.parse("01a2049f-d9fe-7080-9b3d-487bf0895500");
    private static final QueryCriteria FILTER = QueryCriteria.everything().onTopic("orders");

    @Test
    void shouldKeepEverythingButTheCursorForTheNextPage() {
        var asked = new TreeMap<String, List<String>>();
        asked.put("cursor", List.of("abc"));
        asked.put("limit", List.of("5"));
        asked.put("status", List.of("PENDING", "FAILED"));
        asked.put("topic", List.of("a&b>c"));

        assertThat(RecordPage.otherParameters(asked))
                .isEqualTo("limit=5&status=PENDING&status=FAILED&topic=a%26b%3Ec&");
    }

    @Test
    void shouldLeadToBothSides() {
        var page = new RecordPage(new Page<>(List.of(), Optional.of(LAST), Optional.of(FIRST)), FILTER);

        String next = Cursor.after(LAST, FILTER);
        String previous = Cursor.before(FIRST, FILTER);
        assertThat(page.body().getJsonObject("page").toString())
                .isEqualTo("{\"limit\":50,\"next\":\"" + next + "\",\"previous\":\"" + previous + "\"}");
        assertThat(page.links("/records?a=b&"))
                .containsExactly(
                        "</records?a=b&cursor=" + next + ">; rel=\"next\"",
                        "</records?a=b&cursor=" + previous + ">; rel=\"prev\"");
    }

    @Test
    void shouldSayWhereNothingFollows() {
        var only = new RecordPage(new Page<>(List.of(), Optional.empty(), Optional.empty()), FILTER);

        assertThat(only.body().getJsonObject("page").toString())
                .isEqualTo("{\"limit\":50,\"next\":null,\"previous\":null}");
        assertThat(only.links("/records?")).isEmpty();
    }
}
