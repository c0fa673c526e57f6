package io.kafkadlq.kafka.dialect;

import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.DlqHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the headers of a dead letter byte for byte. */
final class Letter {

    private final DlqHeaders.Builder headers = new DlqHeaders.Builder();

    Letter text(String name, String value) {
        return raw(name, value.getBytes(StandardCharsets.UTF_8));
    }

    Letter int32(String name, int value) {
        return raw(name, ByteBuffer.allocate(4).putInt(value).array());
    }

    Letter int64(String name, long value) {
        return raw(name, ByteBuffer.allocate(8).putLong(value).array());
    }

    Letter bytes(String name, int... value) {
        byte[] bytes = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            bytes[i] = (byte) value[i];
        }
        return raw(name, bytes);
    }

    Letter nothing(String name) {
        return raw(name, null);
    }

    Letter raw(String name, byte[] value) {
        headers.add(name, value);
        return this;
    }

    Letter with(Letter further) {
        further.list().forEach(headers::add);
        return this;
    }

    DlqHeaders headers() {
        return headers.build();
    }

    List<DlqHeader> list() {
        return headers().list();
    }
}
