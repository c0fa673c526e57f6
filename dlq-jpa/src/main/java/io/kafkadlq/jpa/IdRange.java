package io.kafkadlq.jpa;

import io.kafkadlq.api.model.RecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Ids from one to before another, which are compared as databases do: unsigned.
 *
 * @param from the least that belongs to it
 * @param to the least above it that does not
 */
record IdRange(UUID from, UUID to) {

    static final UUID LEAST = new UUID(0, 0);
    static final UUID GREATEST = new UUID(-1, -1);

    private static final Comparator<UUID> ORDER = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    /** Of records taken in before a moment. */
    static IdRange before(Instant moment) {
        return new IdRange(LEAST, RecordId.firstAt(moment).toUuid());
    }

    /** Whether all of it was taken in before a moment. */
    boolean isBefore(Instant moment) {
        return ORDER.compare(to, RecordId.firstAt(moment).toUuid()) <= 0;
    }

    /** Whether it begins and ends where hours do, as what counts are kept of. */
    boolean isWholeHours() {
        return isWholeHour(from) && isWholeHour(to);
    }

    private static boolean isWholeHour(UUID bound) {
        RecordId first = RecordId.firstAt(Instant.ofEpochSecond(hour(bound) * 3_600L));
        return bound.equals(LEAST) || bound.equals(first.toUuid());
    }

    int firstHour() {
        return hour(from);
    }

    /** The first hour after it. */
    int endHour() {
        return hour(to);
    }

    private static int hour(UUID bound) {
        return CountKey.hourOf(Instant.ofEpochMilli(bound.getMostSignificantBits() >>> 16));
    }

    /** All ids but those of some ranges. */
    static List<IdRange> allBut(List<IdRange> ranges) {
        var left = new ArrayList<IdRange>();
        UUID from = LEAST;
        for (IdRange range : ranges.stream()
                .sorted(Comparator.comparing(IdRange::from, ORDER))
                .toList()) {
            if (ORDER.compare(from, range.from) < 0) {
                left.add(new IdRange(from, range.from));
            }
            from = ORDER.compare(from, range.to) < 0 ? range.to : from;
        }
        if (ORDER.compare(from, GREATEST) < 0) {
            left.add(new IdRange(from, GREATEST));
        }
        return left;
    }
}
