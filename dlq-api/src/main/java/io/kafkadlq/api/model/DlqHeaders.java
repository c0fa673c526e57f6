package io.kafkadlq.api.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * All headers of a dead letter in one byte array, in their order, with duplicates and nulls. Kafka's own header objects
 * would pin the whole fetch buffer they were read from and weigh several times as much.
 *
 * <p>The block: per header the name's length, the name in UTF-8, the value's length plus one (0 for null), the value;
 * lengths as unsigned LEB128. It is parsed on each {@link #list()}. Immutable as long as nobody writes to the block.
 */
public final class DlqHeaders {

    private static final DlqHeaders NONE = new DlqHeaders(new byte[0]);

    private final byte[] block;

    private DlqHeaders(byte[] block) {
        this.block = block;
    }

    public static DlqHeaders none() {
        return NONE;
    }

    /** Copies Kafka's headers, so that nothing of the fetch buffer stays referenced. */
    public static DlqHeaders copyOf(Iterable<Header> headers) {
        var builder = new Builder();
        headers.forEach(header -> builder.add(header.key(), header.value()));
        return builder.build();
    }

    /**
     * Takes a block as {@link #block()} gave it, without copying.
     *
     * @throws IllegalArgumentException if the bytes are not such a block
     */
    public static DlqHeaders ofBlock(byte[] block) {
        var headers = new DlqHeaders(block);
        headers.list();
        return headers;
    }

    /** The bytes that hold all headers: not a copy, so for reading only. */
    public byte[] block() {
        return block;
    }

    public int sizeBytes() {
        return block.length;
    }

    public boolean isEmpty() {
        return block.length == 0;
    }

    public List<DlqHeader> list() {
        if (isEmpty()) {
            return List.of();
        }
        var headers = new ArrayList<DlqHeader>();
        var reader = new Reader(block);
        while (reader.hasMore()) {
            headers.add(reader.next());
        }
        return headers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DlqHeaders that && Arrays.equals(block, that.block);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(block);
    }

    @Override
    public String toString() {
        return list().toString();
    }

    /** Puts headers together one by one. Not thread-safe. */
    public static final class Builder {

        private static final int MOST_BYTES_OF_A_LENGTH = 5;

        private byte[] block = new byte[512];
        private int size;

        /** @param value may be null, as in Kafka */
        public Builder add(String name, byte @Nullable [] value) {
            write(name.getBytes(StandardCharsets.UTF_8), 0);
            if (value == null) {
                ensureRoomFor(MOST_BYTES_OF_A_LENGTH);
                writeLength(0);
            } else {
                // Null is 0, so an empty value is 1.
                write(value, 1);
            }
            return this;
        }

        public Builder add(DlqHeader header) {
            return add(header.name(), header.value().orElse(null));
        }

        public DlqHeaders build() {
            return size == 0 ? NONE : new DlqHeaders(Arrays.copyOf(block, size));
        }

        private void write(byte[] bytes, int addedToLength) {
            ensureRoomFor(MOST_BYTES_OF_A_LENGTH + bytes.length);
            writeLength(bytes.length + addedToLength);
            System.arraycopy(bytes, 0, block, size, bytes.length);
            size += bytes.length;
        }

        private void ensureRoomFor(int more) {
            if (more > block.length - size) {
                block = Arrays.copyOf(block, Math.max(size + more, 2 * block.length));
            }
        }

        private void writeLength(int length) {
            int rest = length;
            while ((rest & ~0x7F) != 0) {
                block[size++] = (byte) (rest & 0x7F | 0x80);
                rest >>>= 7;
            }
            block[size++] = (byte) rest;
        }
    }

    private static final class Reader {

        private final byte[] block;
        private int position;

        Reader(byte[] block) {
            this.block = block;
        }

        boolean hasMore() {
            return position < block.length;
        }

        DlqHeader next() {
            int nameLength = readLength();
            String name = new String(block, claim(nameLength), nameLength, StandardCharsets.UTF_8);
            int valueLength = readLength() - 1;
            int valueOffset = valueLength == DlqHeader.NULL_VALUE ? position : claim(valueLength);
            return new DlqHeader(name, block, valueOffset, valueLength);
        }

        private int claim(int length) {
            int start = position;
            if (length < 0 || length > block.length - start) {
                throw new IllegalArgumentException(
                        "Not a header block: " + length + " bytes announced at " + start + " of " + block.length);
            }
            position = start + length;
            return start;
        }

        private int readLength() {
            int length = 0;
            for (int shift = 0; shift < 32; shift += 7) {
                int read = block[claim(1)];
                length |= (read & 0x7F) << shift;
                if (read >= 0) {
                    return length;
                }
            }
            throw new IllegalArgumentException("Not a header block: endless length before " + position);
        }
    }
}
