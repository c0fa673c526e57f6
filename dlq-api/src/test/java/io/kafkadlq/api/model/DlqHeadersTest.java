package io.kafkadlq.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DlqHeadersTest {

    @Test
    void shouldKeepOrderDuplicatesNullsAndEmptyValues() {
        var headers = new DlqHeaders.Builder()
                .add("b", new byte[] {1})
                .add("a", null)
                .add("b", new byte[0])
                .add("", new byte[] {-1})
                .add("ключ-键", new byte[] {0})
                .build();

        var list = headers.list();

        assertThat(list).extracting(DlqHeader::name).containsExactly("b", "a", "b", "", "ключ-键");
        assertThat(list.get(1).isNull()).isTrue();
        assertThat(list.get(1).value()).isEmpty();
        assertThat(list.get(1).text()).isEmpty();
        assertThat(list.get(2).isNull()).isFalse();
        assertThat(list.get(2).value()).contains(new byte[0]);
        assertThat(list.get(1))
                .isNotEqualTo(new DlqHeaders.Builder()
                        .add("a", new byte[0])
                        .build()
                        .list()
                        .get(0));
    }

    @Property
    void shouldGiveBackWhatKafkaHeld(@ForAll("kafkaHeaders") List<Header> kafka) {
        var headers = DlqHeaders.ofBlock(DlqHeaders.copyOf(kafka).block());

        assertThat(headers).isEqualTo(DlqHeaders.copyOf(kafka)).hasSameHashCodeAs(DlqHeaders.copyOf(kafka));
        assertThat(headers.list()).hasSameSizeAs(kafka);
        for (int i = 0; i < kafka.size(); i++) {
            assertThat(headers.list().get(i).name()).isEqualTo(kafka.get(i).key());
            assertThat(headers.list().get(i).value().orElse(null))
                    .isEqualTo(kafka.get(i).value());
        }
    }

    @Provide
    Arbitrary<List<Header>> kafkaHeaders() {
        var names = Arbitraries.strings().excludeChars(surrogates()).ofMaxLength(300);
        var values = Arbitraries.bytes().array(byte[].class).ofMaxSize(300).injectNull(0.2);
        return Combinators.combine(names, values)
                .as((name, value) -> (Header) new RecordHeader(name, value))
                .list()
                .ofMaxSize(20);
    }

    /** A half of a character is no text, and Kafka cannot have read one from UTF-8. */
    private static char[] surrogates() {
        char[] surrogates = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
        for (int i = 0; i < surrogates.length; i++) {
            surrogates[i] = (char) (Character.MIN_SURROGATE + i);
        }
        return surrogates;
    }

    @Test
    void shouldNotShareKafkasArrays() {
        byte[] value = {1, 2, 3};
        var headers = DlqHeaders.copyOf(new RecordHeaders().add("h", value));

        value[0] = 9;

        assertThat(headers.list().get(0).value()).contains(new byte[] {1, 2, 3});
    }

    @Test
    void shouldBeNoneWithoutHeaders() {
        assertThat(DlqHeaders.copyOf(new RecordHeaders())).isSameAs(DlqHeaders.none());
        assertThat(DlqHeaders.none().list()).isEmpty();
        assertThat(DlqHeaders.none().isEmpty()).isTrue();
        assertThat(DlqHeaders.ofBlock(new byte[0])).isEqualTo(DlqHeaders.none());
    }

    @Test
    void shouldNotShowValues() {
        var headers = new DlqHeaders.Builder()
                .add("token", new byte[] {'s', '3'})
                .add("gone", null)
                .build();

        assertThat(headers).hasToString("[token[2 bytes], gone=null]");
    }

    @Test
    void shouldCopyHeadersFromOthers() {
        var original =
                new DlqHeaders.Builder().add("a", new byte[] {1}).add("b", null).build();
        var copy = new DlqHeaders.Builder();

        original.list().forEach(copy::add);

        assertThat(copy.build()).isEqualTo(original);
        assertThat(copy.build().list()).isEqualTo(original.list());
        assertThat(copy.build().list().get(0)).hasSameHashCodeAs(original.list().get(0));
    }

    @Nested
    class WhenTheBlockIsHostile {

        @Test
        void shouldRefuseLengthsThatAreNotThere() {
            assertRefused(5);
            assertRefused(1, 'a');
            assertRefused(1, 'a', 3, 0);
            assertRefused(1, 'a', 0xFF);
        }

        @Test
        void shouldRefuseEndlessAndNegativeLengths() {
            assertRefused(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1);
            assertRefused(0xFF, 0xFF, 0xFF, 0xFF, 0x7F);
            assertRefused(1, 'a', 0x80, 0x80, 0x80, 0x80, 0x08);
        }

        private void assertRefused(int... block) {
            byte[] bytes = new byte[block.length];
            for (int i = 0; i < block.length; i++) {
                bytes[i] = (byte) block[i];
            }
            assertThatThrownBy(() -> DlqHeaders.ofBlock(bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Not a header block");
        }

        @Property(tries = 2000)
        void shouldReadOrRefuseButNothingElse(@ForAll @Size(max = 40) byte[] block) {
            try {
                assertThat(DlqHeaders.ofBlock(block).list()).hasSizeLessThanOrEqualTo(block.length);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("Not a header block");
            }
        }
    }
}
