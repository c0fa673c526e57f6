package io.kafkadlq.core.memory;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Sequence;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Changes records, one version on, and makes those due whose turn has come. Threading: within {@link MemoryTable#alone}. */
final class MemoryTurns {

    private final MemoryTable table;
    private final Clock clock;

    MemoryTurns(MemoryTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Writes a record as it is to be. @return as it is now */
    DlqRecord change(DlqRecord before, RecordSummary after) {
        ProcessingMetadata touched =
                after.metadata().storedAs(clock.instant(), before.metadata().version() + 1);
        DlqRecord now = before.with(after.withMetadata(touched));
        table.put(now);
        return now;
    }

    /** Makes the first of a record's sequence due if it was parked. */
    void pass(RecordSummary member) {
        member.sequence().map(Sequence::id).flatMap(table::head).ifPresent(this::makeDue);
    }

    private void makeDue(DlqRecord head) {
        Optional<Instant> next = head.metadata().nextAttemptAt();
        if (head.status() == DlqStatus.PENDING && next.isEmpty()) {
            RecordSummary due = head.summary().withMetadata(head.metadata().withNextAttemptAt(clock.instant()));
            table.put(head.with(due));
        }
    }

    /** Takes a record off the schedule until {@link #pass} finds it. */
    void park(DlqRecord record) {
        RecordSummary parked = record.summary().withMetadata(record.metadata().withoutNextAttempt());
        table.put(record.with(parked));
    }
}
