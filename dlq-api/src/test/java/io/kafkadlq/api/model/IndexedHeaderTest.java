package io.kafkadlq.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IndexedHeaderTest {

    @Test
    void shouldReadTheValueAsText() {
        assertThat(IndexedHeader.of("tenant", "äcme".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new IndexedHeader("tenant", "äcme"));
        assertThat(IndexedHeader.of("tenant", new byte[] {'a', -1}).value()).isEqualTo("a\uFFFD");
    }

    @Test
    void shouldCutWhatIsTooLongBetweenCharacters() {
        String rocket = "\uD83D\uDE80";

        assertThat(new IndexedHeader("n".repeat(300), "v".repeat(300)))
                .isEqualTo(new IndexedHeader("n".repeat(255), "v".repeat(255)));
        assertThat(new IndexedHeader("n", "v".repeat(254) + rocket).value()).isEqualTo("v".repeat(254));
        assertThat(new IndexedHeader("n", "v".repeat(253) + rocket).value()).isEqualTo("v".repeat(253) + rocket);
    }
}
