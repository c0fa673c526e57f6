package io.kafkadlq.api.store;

import io.kafkadlq.api.model.RecordSummary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What records are counted by, and so what the key of each group is. */
public enum CountBy {
    /** The status. The largest group comes first, as with the next two. */
    STATUS(record -> List.of(record.status().name()), null),

    /** The channel, then the status. */
    CHANNEL_AND_STATUS(record -> List.of(record.channel(), record.status().name()), null),

    /** The class of the exception they last failed with; empty where it is not known. */
    EXCEPTION_CLASS(record -> List.of(record.failure().exceptionClass().orElse("")), null),

    /** The first moment of the hour they were taken in, by UTC, as ISO-8601. The latest comes first; none has no records. */
    HOUR(record -> List.of(start(record, ChronoUnit.HOURS)), ChronoUnit.HOURS),

    /** The first moment of the day, likewise. */
    DAY(record -> List.of(start(record, ChronoUnit.DAYS)), ChronoUnit.DAYS);

    private final Function<RecordSummary, List<String>> key;
    private final @Nullable ChronoUnit bucket;

    CountBy(Function<RecordSummary, List<String>> key, @Nullable ChronoUnit bucket) {
        this.key = key;
        this.bucket = bucket;
    }

    private static String start(RecordSummary record, ChronoUnit unit) {
        Instant takenIn = record.id().timestamp();
        return takenIn.truncatedTo(unit).toString();
    }

    /** The key of the group that a record belongs to. */
    public List<String> keyOf(RecordSummary record) {
        return key.apply(record);
    }

    /** The length of a stretch of time; empty where they are not counted by time. */
    public Optional<ChronoUnit> bucket() {
        return Optional.ofNullable(bucket);
    }
}
