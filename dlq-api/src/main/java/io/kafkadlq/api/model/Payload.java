package io.kafkadlq.api.model;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The raw bytes of a dead letter: key, value and headers, exactly as Kafka held them.
 *
 * <p>The arrays are referenced, never copied, on their whole way from Kafka to the store; whoever reads them must not
 * write to them.
 */
public final class Payload {

    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final DlqHeaders headers;
    private final PayloadSummary summary;
    private final int sizeBytes;

    private Payload(byte @Nullable [] key, byte @Nullable [] value, DlqHeaders headers, PayloadState state) {
        this(
                key,
                value,
                headers,
                new PayloadSummary(state, length(key), length(value)),
                Math.max(length(key), 0) + Math.max(length(value), 0) + headers.sizeBytes());
    }

    private Payload(
            byte @Nullable [] key, byte @Nullable [] value, DlqHeaders headers, PayloadSummary summary, int sizeBytes) {
        this.key = key;
        this.value = value;
        this.headers = headers;
        this.summary = summary;
        this.sizeBytes = sizeBytes;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? PayloadSummary.NULL : bytes.length;
    }

    /** A record whose null value, if it is null, means a tombstone. Key and value may be null, as in Kafka. */
    public static Payload of(byte @Nullable [] key, byte @Nullable [] value, DlqHeaders headers) {
        return new Payload(key, value, headers, value == null ? PayloadState.TOMBSTONE : PayloadState.FULL);
    }

    /** A record whose value is not here, and why. */
    public static Payload withoutValue(byte @Nullable [] key, DlqHeaders headers, PayloadState why) {
        return incomplete(key, null, headers, why);
    }

    /** A record of which key or value is not here, and why. What is here is kept. */
    public static Payload incomplete(
            byte @Nullable [] key, byte @Nullable [] value, DlqHeaders headers, PayloadState why) {
        if (why == PayloadState.FULL) {
            throw new IllegalArgumentException("A payload of which something is missing cannot be FULL");
        }
        return new Payload(key, value, headers, why);
    }

    /** Its key alone; value and headers stay where the record was read, to be fetched again. Sizes are still those it had. */
    public Payload toPointer() {
        return new Payload(key, null, DlqHeaders.none(), summary.withState(PayloadState.POINTER), sizeBytes);
    }

    /** Nothing of it but the sizes it had. */
    public Payload withoutBytes() {
        return new Payload(null, null, DlqHeaders.none(), summary.withState(PayloadState.MISSING), sizeBytes);
    }

    public Optional<byte[]> key() {
        return Optional.ofNullable(key);
    }

    public Optional<byte[]> value() {
        return Optional.ofNullable(value);
    }

    public DlqHeaders headers() {
        return headers;
    }

    public PayloadState state() {
        return summary.state();
    }

    /** Bytes of key, value and headers together; of those that were here before {@link #toPointer} left them out, too. */
    public int sizeBytes() {
        return sizeBytes;
    }

    /** What a list shows of it. */
    public PayloadSummary summary() {
        return summary;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload that
                && state() == that.state()
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value)
                && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(key), Arrays.hashCode(value), headers, state());
    }

    /** Sizes only: payloads are never logged. */
    @Override
    public String toString() {
        return summary().toString();
    }
}
