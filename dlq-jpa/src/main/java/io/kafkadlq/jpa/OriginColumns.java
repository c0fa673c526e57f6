package io.kafkadlq.jpa;

import io.kafkadlq.api.model.Origin;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a record first failed, as its headers claim: untrusted, so cleaned and cut. */
@Embeddable
record OriginColumns(
        @Column(name = "origin_topic") @Nullable String topic,
        @Column(name = "origin_partition") @Nullable Integer partition,
        @Column(name = "origin_offset") @Nullable Long offset,
        @Column(name = "origin_timestamp") @Nullable Long timestamp,
        @Column(name = "origin_group") @Nullable String group) {

    static final int MAX_NAME = 255;

    static OriginColumns of(Origin origin) {
        return new OriginColumns(
                origin.topic().map(name -> StoredText.of(name, MAX_NAME)).orElse(null),
                origin.partition().isPresent() ? origin.partition().getAsInt() : null,
                origin.offset().isPresent() ? origin.offset().getAsLong() : null,
                origin.timestamp().map(Instant::toEpochMilli).orElse(null),
                origin.group().map(name -> StoredText.of(name, MAX_NAME)).orElse(null));
    }

    Origin toOrigin() {
        Origin origin = Origin.unknown();
        origin = topic == null ? origin : origin.withTopic(topic);
        origin = partition == null ? origin : origin.withPartition(partition);
        origin = offset == null ? origin : origin.withOffset(offset);
        origin = timestamp == null ? origin : origin.withTimestampMillis(timestamp);
        return group == null ? origin : origin.withGroup(group);
    }
}
