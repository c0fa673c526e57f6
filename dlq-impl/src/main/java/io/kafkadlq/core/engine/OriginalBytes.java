package io.kafkadlq.core.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a key or value was made from, where that can be told for certain: bytes themselves, and the types whose
 * serializers in Kafka leave no choice. The size that the consumer noted must agree; an object gives nothing back.
 */
final class OriginalBytes {

    private OriginalBytes() {}

    /**
     * Whether {@link #of} gives the original bytes.
     *
     * @param serializedSize the size of the original, 0 or more; less if the consumer did not note it
     */
    static boolean areKnown(@Nullable Object deserialized, int serializedSize) {
        byte[] bytes = of(deserialized);
        if (bytes == null) {
            // A deserializer that fails may leave null behind: then the consumer has noted a size.
            return deserialized == null && serializedSize <= 0;
        }
        return serializedSize < 0 || serializedSize == bytes.length;
    }

    static byte @Nullable [] of(@Nullable Object deserialized) {
        if (deserialized instanceof byte[] raw) {
            return raw;
        }
        if (deserialized instanceof Bytes wrapped) {
            return wrapped.get();
        }
        if (deserialized instanceof ByteBuffer buffer) {
            return all(buffer);
        }
        if (deserialized instanceof String || deserialized instanceof UUID) {
            return deserialized.toString().getBytes(StandardCharsets.UTF_8);
        }
        return number(deserialized);
    }

    /** From the start: the handler that failed has likely read a part of it. */
    private static byte[] all(ByteBuffer buffer) {
        ByteBuffer whole = buffer.duplicate();
        whole.rewind();
        byte[] bytes = new byte[whole.remaining()];
        whole.get(bytes);
        return bytes;
    }

    private static byte @Nullable [] number(@Nullable Object deserialized) {
        if (deserialized instanceof Long eight) {
            return ByteBuffer.allocate(Long.BYTES).putLong(eight).array();
        }
        if (deserialized instanceof Integer four) {
            return ByteBuffer.allocate(Integer.BYTES).putInt(four).array();
        }
        return deserialized instanceof Short two
                ? ByteBuffer.allocate(Short.BYTES).putShort(two).array()
                : null;
    }
}
