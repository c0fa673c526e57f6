package io.kafkadlq.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredTextTest {

    @Test
    void shouldLeaveProperTextAsItIs() {
        String proper = "é 漢 \uD83D\uDE80 \u0001";

        assertThat(StoredText.of(proper)).isEqualTo(proper);
    }

    @Test
    void shouldDropNulAndReplaceUnpairedSurrogates() {
        assertThat(StoredText.of("a\0b\uD800c\uDC00")).isEqualTo("ab\uFFFDc\uFFFD");
    }

    @Test
    void shouldNotCutAPairInTwo() {
        assertThat(StoredText.of("ab\uD83D\uDE80", 3)).isEqualTo("ab");
        assertThat(StoredText.of("ab\uD83D\uDE80", 4)).isEqualTo("ab\uD83D\uDE80");
    }

    @Test
    void shouldGiveBackLists() {
        var entries = List.of("", "a\nb", "\\n", "c=d", "\\");

        assertThat(StoredLines.toList(StoredLines.ofList(entries))).isEqualTo(entries);
        assertThat(StoredLines.toList(StoredLines.ofList(List.of()))).isEmpty();
    }

    @Test
    void shouldGiveBackMaps() {
        var entries = Map.of("", "", "a=b\\e", "c=d\n", "k", "v");

        assertThat(StoredLines.toMap(StoredLines.ofMap(entries))).isEqualTo(entries);
    }

    @Test
    void shouldBoundWhatIsForeign() {
        assertThat(StoredLines.ofList(List.of("x".repeat(100_000), "y".repeat(100_000))))
                .hasSizeLessThan(20_000);
    }
}
