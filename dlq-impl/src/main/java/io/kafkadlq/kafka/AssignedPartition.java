package io.kafkadlq.kafka;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.core.stage.Acknowledgement;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition while this consumer has it. Assigned again later it gets a new one of these, so that late
 * acknowledgements of an earlier assignment move nothing.
 */
final class AssignedPartition implements Acknowledgement {

    private static final int MOST_UNDER_WAY = 8192;

    private final TopicPartition partition;
    private final OffsetLedger ledger = new OffsetLedger(MOST_UNDER_WAY);
    private long committed = OffsetLedger.NOTHING;

    AssignedPartition(TopicPartition partition) {
        this.partition = partition;
    }

    OffsetLedger ledger() {
        return ledger;
    }

    /** What there is to commit beyond what has been. */
    OptionalLong toCommit() {
        long offset = ledger.committable();
        return offset == committed || offset == OffsetLedger.NOTHING ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    void committed(long offset) {
        committed = Math.max(committed, offset);
    }

    @Override
    public void durable(long token, DlqRecord record, RecordId storedAs) {
        ledger.done(token);
    }

    @Override
    public void abandoned(long token, DlqRecord record, Throwable why) {
        // Not done: its offset, and with it all behind, stays uncommitted and is read again by whoever comes next.
        Log.abandoned(partition, record.source().offset());
    }
}
