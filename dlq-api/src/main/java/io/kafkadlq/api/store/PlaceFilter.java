package io.kafkadlq.api.store;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.IndexedHeader;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.Source;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where records came from, and what they carried.
 *
 * @param topic the topic a record was read from, or the one it first failed on
 * @param partition of that topic; without a topic, of either
 * @param key the record's key, byte for byte
 * @param headers all of these; found are those of {@link DlqRecord#indexedHeaders}
 */
public record PlaceFilter(
        Optional<String> topic, OptionalInt partition, Optional<RecordKey> key, Set<IndexedHeader> headers) {

    /** Anywhere. */
    public static final PlaceFilter ANY =
            new PlaceFilter(Optional.empty(), OptionalInt.empty(), Optional.empty(), Set.of());

    /** @throws IllegalArgumentException if the partition is negative */
    public PlaceFilter {
        if (partition.isPresent() && partition.getAsInt() < 0) {
            throw new IllegalArgumentException("partition is " + partition.getAsInt() + ", allowed are 0 or more");
        }
        headers = Set.copyOf(headers);
    }

    public PlaceFilter onTopic(String name) {
        return new PlaceFilter(Optional.of(name), partition, key, headers);
    }

    public PlaceFilter onPartition(int number) {
        return new PlaceFilter(topic, OptionalInt.of(number), key, headers);
    }

    public PlaceFilter withKey(RecordKey bytes) {
        return new PlaceFilter(topic, partition, Optional.of(bytes), headers);
    }

    public PlaceFilter withHeader(IndexedHeader header) {
        var all = new HashSet<>(headers);
        all.add(header);
        return new PlaceFilter(topic, partition, key, all);
    }

    /** Whether it is of one topic, one partition, or both. */
    public boolean namesPosition() {
        return topic.isPresent() || partition.isPresent();
    }

    boolean matches(DlqRecord record) {
        Source source = record.source();
        Origin origin = record.origin();
        boolean here = isAt(Optional.of(source.topic()), OptionalInt.of(source.partition()))
                || isAt(origin.topic(), origin.partition());
        return here
                && (key.isEmpty()
                        || record.payload().key().filter(key.get()::is).isPresent())
                && record.indexedHeaders().containsAll(headers);
    }

    private boolean isAt(Optional<String> itsTopic, OptionalInt itsPartition) {
        return (topic.isEmpty() || topic.equals(itsTopic)) && (partition.isEmpty() || partition.equals(itsPartition));
    }
}
