package io.kafkadlq.api.model;

import java.time.Instant;
import java.util.UUID;

/**
 * The identity of a dead letter: a UUID of version 7 (RFC 9562), so that ids sort by the time of intake and can be
 * assigned before the insert. Kept as two longs, 32 bytes in the heap.
 */
public record RecordId(long mostSignificantBits, long leastSignificantBits) implements Comparable<RecordId> {

    private static final int TIME_ORDERED = 7;
    private static final long LAST_MILLIS = (1L << 48) - 1;

    /** @throws IllegalArgumentException if the bits are not those of a version 7 UUID */
    public RecordId {
        int version = (int) (mostSignificantBits >>> 12) & 0xF;
        boolean rfcVariant = leastSignificantBits >>> 62 == 0b10;
        if (version != TIME_ORDERED || !rfcVariant) {
            throw new IllegalArgumentException("A record id is a UUID of version 7, which this is not: "
                    + new UUID(mostSignificantBits, leastSignificantBits));
        }
    }

    public static RecordId of(UUID uuid) {
        return new RecordId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** @throws IllegalArgumentException if the text is not a UUID of version 7 */
    public static RecordId parse(String text) {
        return of(UUID.fromString(text));
    }

    /** The least id of a moment: those of records taken in before its millisecond are less, all others are not. */
    public static RecordId firstAt(Instant moment) {
        Instant last = Instant.ofEpochMilli(LAST_MILLIS);
        // Compared before it is turned into milliseconds, of which far moments have too many.
        Instant within = moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment.isAfter(last) ? last : moment;
        return new RecordId(within.toEpochMilli() << 16 | TIME_ORDERED << 12, Long.MIN_VALUE);
    }

    public UUID toUuid() {
        return new UUID(mostSignificantBits, leastSignificantBits);
    }

    /** The moment of intake, to the millisecond, as the id carries it. */
    public Instant timestamp() {
        return Instant.ofEpochMilli(mostSignificantBits >>> 16);
    }

    /** Orders by time of intake; unlike {@link UUID#compareTo} it compares unsigned, as databases do. */
    @Override
    public int compareTo(RecordId other) {
        int byTime = Long.compareUnsigned(mostSignificantBits, other.mostSignificantBits);
        return byTime != 0 ? byTime : Long.compareUnsigned(leastSignificantBits, other.leastSignificantBits);
    }

    @Override
    public String toString() {
        return toUuid().toString();
    }
}
