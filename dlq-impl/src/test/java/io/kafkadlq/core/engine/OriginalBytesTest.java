package io.kafkadlq.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.ShortSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.UUIDSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OriginalBytesTest {

    static Stream<Arguments> values() {
        var uuid = UUID.randomUUID();
        return Stream.of(
                Arguments.of(42L, new LongSerializer().serialize("t", 42L)),
                Arguments.of(-7, new IntegerSerializer().serialize("t", -7)),
                Arguments.of((short) 9, new ShortSerializer().serialize("t", (short) 9)),
                Arguments.of(uuid, new UUIDSerializer().serialize("t", uuid)),
                Arguments.of("größe", new StringSerializer().serialize("t", "größe")),
                Arguments.of(new byte[] {1, 2}, new byte[] {1, 2}),
                Arguments.of(Bytes.wrap(new byte[] {3}), new byte[] {3}));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldBeWhatKafkasSerializersMake(Object deserialized, byte[] original) {
        assertThat(OriginalBytes.of(deserialized)).isEqualTo(original);
        assertThat(OriginalBytes.areKnown(deserialized, original.length)).isTrue();
        assertThat(OriginalBytes.areKnown(deserialized, -1)).isTrue();
    }

    @Test
    void shouldBeTheWholeBufferThoughItsConsumerHasReadIt() {
        ByteBuffer read = ByteBuffer.wrap(new byte[] {1, 2, 3});
        read.getShort();

        assertThat(OriginalBytes.of(read)).containsExactly(1, 2, 3);
    }

    @Test
    void shouldNotBeKnownOfAnObjectOrWhereTheSizeDisagrees() {
        assertThat(OriginalBytes.areKnown(List.of(), 10)).isFalse();
        assertThat(OriginalBytes.areKnown("\uFFFD", 1)).isFalse();
        assertThat(OriginalBytes.areKnown("a".getBytes(StandardCharsets.UTF_8), 2))
                .isFalse();
    }

    @Test
    void shouldTellATombstoneFromAValueThatADeserializerLost() {
        assertThat(OriginalBytes.areKnown(null, -1)).isTrue();
        assertThat(OriginalBytes.areKnown(null, 17)).isFalse();
    }
}
