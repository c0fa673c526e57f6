package io.kafkadlq.api.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a record's key, to be compared with those of others. Immutable: copied at both edges. */
public final class RecordKey {

    private final byte[] bytes;

    private RecordKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A key of these bytes; of none if it is empty, which is not the same as null. */
    public static RecordKey of(byte[] bytes) {
        return new RecordKey(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether these are the very bytes. */
    public boolean is(byte[] other) {
        return Arrays.equals(bytes, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordKey that && is(that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Its size only: keys are never logged. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
