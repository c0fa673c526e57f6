package io.kafkadlq.api.model;

/**
 * A record's place among those that are handled strictly one after another: the records of one key of a partition, or of a
 * whole partition. A record of a sequence waits while one before it is {@linkplain DlqStatus#blocksSequence() unresolved}.
 *
 * @param id which sequence; made from channel, topic, partition and key, so that its upper half is the same for all
 *     sequences of a partition. Two keys may share one, and then wait for each other
 * @param position grows along the sequence: the offset where a topic holds the record, else the time of its intake
 */
public record Sequence(long id, long position) {

    /** The least id of a sequence of the same partition. */
    public long firstOfPartition() {
        return id & 0xFFFF_FFFF_0000_0000L;
    }

    /** The greatest id of a sequence of the same partition. */
    public long lastOfPartition() {
        return id | 0x0000_0000_FFFF_FFFFL;
    }
}
