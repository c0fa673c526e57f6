package io.kafkadlq.api.model;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One header of a dead letter: a name and a value that may be null, read in place from the record's header block.
 * Immutable; valid as long as the block is.
 */
public final class DlqHeader {

    static final int NULL_VALUE = -1;

    private final String name;
    private final byte[] block;
    private final int offset;
    private final int length;

    DlqHeader(String name, byte[] block, int offset, int length) {
        this.name = name;
        this.block = block;
        this.offset = offset;
        this.length = length;
    }

    public String name() {
        return name;
    }

    /** Whether the value is null, which Kafka allows and which differs from an empty one. */
    public boolean isNull() {
        return length == NULL_VALUE;
    }

    /** The value's size in bytes, 0 if it is null. */
    public int sizeBytes() {
        return Math.max(length, 0);
    }

    /** A copy of the value; empty if it is null. */
    public Optional<byte[]> value() {
        return isNull() ? Optional.empty() : Optional.of(Arrays.copyOfRange(block, offset, offset + length));
    }

    /** The value as text that is decoded when read, not copied; empty if it is null. */
    public Optional<Text> text() {
        return isNull() ? Optional.empty() : Optional.of(Text.window(block, offset, length));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DlqHeader that
                && name.equals(that.name)
                && length == that.length
                && Arrays.equals(
                        block, offset, offset + sizeBytes(), that.block, that.offset, that.offset + that.sizeBytes());
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + length;
    }

    /** Name and size only: header values may hold what must not be logged. */
    @Override
    public String toString() {
        return name + (isNull() ? "=null" : "[" + length + " bytes]");
    }
}
