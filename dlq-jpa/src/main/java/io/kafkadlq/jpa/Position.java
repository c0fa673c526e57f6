package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import java.util.Comparator;

/** What makes a record unique, as it is stored: a log, which is a topic's partition in a channel, and an offset in it. */
record Position(Log log, long offset) {

    /** All instances insert in this order, so that those storing the same records wait for, never deadlock, each other. */
    static final Comparator<Position> ORDER = Comparator.comparing((Position position) -> position.log.channel)
            .thenComparing(position -> position.log.topic)
            .thenComparingInt(position -> position.log.partition)
            .thenComparingLong(Position::offset);

    record Log(String channel, String topic, int partition) {}

    static Position of(DlqRecord dlqRecord) {
        var source = dlqRecord.source();
        return new Position(
                new Log(
                        ReceivedColumns.channelOf(dlqRecord.channel()),
                        SourceColumns.topicOf(source),
                        source.partition()),
                source.offset());
    }
}
