package io.kafkadlq.api.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where a dead letter first failed, as far as it says so itself. What it does not say is unknown, never guessed.
 *
 * <p>Immutable; the {@code with} methods return a changed copy.
 */
public final class Origin {

    private static final long UNKNOWN = -1;
    private static final Origin NOWHERE = new Origin(null, (int) UNKNOWN, UNKNOWN, UNKNOWN, null);

    private final @Nullable String topic;
    private final int partition;
    private final long offset;
    private final long timestampMillis;
    private final @Nullable String group;

    private Origin(@Nullable String topic, int partition, long offset, long timestampMillis, @Nullable String group) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.timestampMillis = timestampMillis;
        this.group = group;
    }

    public static Origin unknown() {
        return NOWHERE;
    }

    /** The origin of a record that failed at the very place we were handed it; unknown if that is no place. */
    public static Origin at(Source source) {
        if (!source.isKnown()) {
            return NOWHERE;
        }
        return new Origin(source.topic(), source.partition(), source.offset(), source.timestampMillis(), null);
    }

    public Origin withTopic(String newTopic) {
        return new Origin(newTopic, partition, offset, timestampMillis, group);
    }

    /** @param newPartition 0 or more; anything less means unknown */
    public Origin withPartition(int newPartition) {
        return new Origin(topic, Math.max(newPartition, (int) UNKNOWN), offset, timestampMillis, group);
    }

    /** @param newOffset 0 or more; anything less means unknown */
    public Origin withOffset(long newOffset) {
        return new Origin(topic, partition, Math.max(newOffset, UNKNOWN), timestampMillis, group);
    }

    /** @param newTimestampMillis milliseconds since the epoch, 0 or more; anything less means unknown */
    public Origin withTimestampMillis(long newTimestampMillis) {
        return new Origin(topic, partition, offset, Math.max(newTimestampMillis, UNKNOWN), group);
    }

    public Origin withGroup(String newGroup) {
        return new Origin(topic, partition, offset, timestampMillis, newGroup);
    }

    public Optional<String> topic() {
        return Optional.ofNullable(topic);
    }

    public OptionalInt partition() {
        return partition == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(partition);
    }

    public OptionalLong offset() {
        return offset == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    public Optional<Instant> timestamp() {
        return timestampMillis == UNKNOWN ? Optional.empty() : Optional.of(Instant.ofEpochMilli(timestampMillis));
    }

    /** The consumer group that could not process the record. */
    public Optional<String> group() {
        return Optional.ofNullable(group);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin that
                && partition == that.partition
                && offset == that.offset
                && timestampMillis == that.timestampMillis
                && Objects.equals(topic, that.topic)
                && Objects.equals(group, that.group);
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, partition, offset, timestampMillis, group);
    }

    @Override
    public String toString() {
        return "Origin[topic=" + topic + ", partition=" + partition + ", offset=" + offset + ", timestampMillis="
                + timestampMillis + ", group=" + group + "]";
    }
}
