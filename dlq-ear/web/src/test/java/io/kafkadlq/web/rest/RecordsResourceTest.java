package io.kafkadlq.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordsResourceTest {

    @Test
    void shouldKeepEverythingButTheCursorForTheNextPage() {
        var asked = new TreeMap<String, List<String>>();
        asked.put("cursor", List.of("abc"));
        asked.put("limit", List.of("5"));
        asked.put("status", List.of("PENDING", "FAILED"));
        asked.put("topic", List.of("a&b>c"));

        assertThat(RecordsResource.otherParameters(asked))
                .isEqualTo("limit=5&status=PENDING&status=FAILED&topic=a%26b%3Ec&");
    }
}
