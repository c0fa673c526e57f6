package io.kafkadlq.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @Test
    void shouldReadAWindow() {
        byte[] bytes = "before·inside·after".getBytes(StandardCharsets.UTF_8);

        var window = Text.window(bytes, 8, 6);

        assertThat(window).hasToString("inside").isEqualTo(Text.of("inside")).hasSameHashCodeAs(Text.of("inside"));
        assertThat(window.sizeBytes()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "0,-1", "0,6", "5,1", "6,0", "2147483647,2147483647"})
    void shouldRefuseAWindowOutside(int offset, int length) {
        assertThatThrownBy(() -> Text.window(new byte[5], offset, length))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldReplaceWhatIsNotUtf8() {
        assertThat(Text.window(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xE2, (byte) 0x82}, 0, 5))
                .hasToString("a\uFFFDb\uFFFD");
    }

    @Test
    void shouldKeepHeadAndTailOfALongText() {
        String bounded = Text.of("h".repeat(500) + "t".repeat(500)).bounded(128);

        assertThat(bounded).isEqualTo("h".repeat(60) + "\n… 910 bytes left out …\n" + "t".repeat(30));
    }

    @Test
    void shouldLeaveATextAloneThatFits() {
        assertThat(Text.of("x".repeat(64)).bounded(64)).isEqualTo("x".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 37, 38, 39})
    void shouldShowNoMoreThanTheMarkWhereTheBoundIsTooSmallForIt(int bound) {
        assertThat(Text.of("x".repeat(64)).bounded(bound))
                .contains("bytes left out")
                .hasSizeLessThan(38);
    }

    @Property
    void shouldNeverCutACharacterInTwo(
            @ForAll("texts") @StringLength(max = 300) String text, @ForAll @IntRange(max = 400) int bound) {
        assertThat(Text.of(text).bounded(bound)).doesNotContain("\uFFFD");
    }

    @Property
    void shouldBeBoundedOnceAndForAll(
            @ForAll("texts") @StringLength(max = 600) String text, @ForAll @IntRange(min = 48, max = 600) int bound) {
        String once = Text.of(text).bounded(bound);

        assertThat(once.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(bound);
        assertThat(Text.of(once).bounded(bound)).isEqualTo(once);
    }

    @Property
    void shouldNeverThrow(
            @ForAll @Size(max = 100) byte[] bytes,
            @ForAll @IntRange(max = 100) int from,
            @ForAll @IntRange(max = 100) int to,
            @ForAll @IntRange(max = 120) int bound) {
        int offset = Math.min(from, bytes.length);
        int length = Math.min(to, bytes.length - offset);

        assertThat(Text.window(bytes, offset, length).bounded(bound)).hasSizeLessThanOrEqualTo(Math.max(bound, 40));
    }

    /** Characters of one to four bytes. */
    @Provide
    StringArbitrary texts() {
        return Arbitraries.strings().withChars("aé€\n").withChars('ß', '中');
    }

    @Test
    void shouldNotCutACharacterOfFourBytes() {
        for (int bound = 40; bound < 80; bound++) {
            assertThat(Text.of("😀".repeat(50)).bounded(bound)).doesNotContain("\uFFFD");
        }
    }

    @Test
    void shouldFindWhereAsciiLastBeginsCountedInBytes() {
        var text = Text.window("xä;a;b;y".getBytes(StandardCharsets.UTF_8), 1, 7);

        assertThat(text.lastIndexOf(";")).isEqualTo(6);
        assertThat(text.lastIndexOf(";a")).isEqualTo(2);
        assertThat(text.lastIndexOf("x")).isEqualTo(-1);
        assertThat(text.lastIndexOf("y")).isEqualTo(-1);
        assertThat(text.part(3, 100)).hasToString("a;b;");
        assertThat(text.part(3, 1)).hasToString("a");
    }
}
