package io.kafkadlq.api.model;

import java.util.OptionalInt;

/**
 * The shape of a payload without its bytes.
 *
 * @param keyLength the key's size in bytes, or {@value #NULL} where the key is null
 * @param valueLength the value's size in bytes, or {@value #NULL} where there is none
 */
public record PayloadSummary(PayloadState state, int keyLength, int valueLength) {

    /** Stands for a null key or value, which is not the same as an empty one. */
    public static final int NULL = -1;

    public PayloadSummary withState(PayloadState newState) {
        return new PayloadSummary(newState, keyLength, valueLength);
    }

    public OptionalInt keyBytes() {
        return keyLength == NULL ? OptionalInt.empty() : OptionalInt.of(keyLength);
    }

    public OptionalInt valueBytes() {
        return valueLength == NULL ? OptionalInt.empty() : OptionalInt.of(valueLength);
    }
}
