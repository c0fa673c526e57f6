package org.apache.kafka.common.utils;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** As {@link CloseableIterator}: what the Parallel Consumer 0.5.3.3 packs its offsets with, and Kafka 4.4 has moved. */
public final class ByteBufferInputStream extends InputStream {

    private final ByteBuffer buffer;

    public ByteBufferInputStream(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public int read() {
        return buffer.hasRemaining() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (!buffer.hasRemaining()) {
            return -1;
        }
        int read = Math.min(length, buffer.remaining());
        buffer.get(target, from, read);
        return read;
    }
}
