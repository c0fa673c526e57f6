package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.audited;
import static io.kafkadlq.api.store.StoreFixtures.nextId;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.simplePayload;
import static io.kafkadlq.api.store.StoreFixtures.value;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;

/** An open storage with a schedule, a lease that lives as long as a test, and a channel and a sequence of its own. */
abstract class ScheduledStorage extends OpenStorage {

    static final long PLENTY = 1L << 40;

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    final String channel = "channel-" + UUID.randomUUID();

    /** The first id of a partition that no other test uses. */
    final long partition = ThreadLocalRandom.current().nextLong() & 0xFFFF_FFFF_0000_0000L;

    DlqSchedule schedule;
    Lease lease;

    private int saved;

    @BeforeEach
    void holdALease() {
        schedule = storage.schedule().orElseThrow();
        lease = lived();
    }

    /** A lease that lives. */
    Lease lived() {
        return value(schedule.renew(new Lease(UUID.randomUUID(), "node-1", Duration.ofMinutes(10))));
    }

    /** Makes a lease one that lapses at once. */
    void lapse(Lease lapsing) {
        value(schedule.renew(new Lease(lapsing.holder(), lapsing.node(), Duration.ofMillis(1))));
        until(() -> result(schedule.claim(new ClaimRequest("channel-of-none", lapsing, 1, 1)))
                instanceof StorageResult.Failure);
    }

    /** Asks again and again, for a time that is never needed. */
    static void until(BooleanSupplier answer) {
        long start = System.nanoTime();
        while (!answer.getAsBoolean()) {
            if (System.nanoTime() - start > 60_000_000_000L) {
                throw new AssertionError("not within a minute");
            }
            Thread.onSpinWait();
        }
    }

    /** A record that is due since long ago, though later than those made before it. */
    DlqRecord.Builder due() {
        return due(LONG_AGO.plusSeconds(saved++));
    }

    DlqRecord.Builder due(Instant at) {
        return due(at, simplePayload());
    }

    DlqRecord.Builder due(Instant at, Payload payload) {
        RecordId id = nextId();
        return DlqRecord.builder(id, channel, payload)
                .metadata(ProcessingMetadata.createdAt(id.timestamp()).withNextAttemptAt(at));
    }

    /** A due record at a position of the test's first sequence. */
    DlqRecord.Builder at(long position) {
        return due().sequence(new Sequence(partition, position));
    }

    Claimed claim(int limit) {
        return claim(limit, PLENTY);
    }

    Claimed claim(int limit, long maxBytes) {
        return value(schedule.claim(new ClaimRequest(channel, lease, limit, maxBytes)));
    }

    /** The record that is due first, and nothing that follows it. */
    DlqRecord claimOne() {
        List<DlqRecord> claimed = claim(1).records();
        if (claimed.size() != 1) {
            throw new AssertionError("claimed " + claimed);
        }
        return claimed.get(0);
    }

    static List<RecordId> ids(Claimed claimed) {
        return claimed.records().stream().map(DlqRecord::id).toList();
    }

    Set<RecordId> complete(RecordSummary after, Attempt... attempts) {
        return value(schedule.complete(List.of(new RunResult(after, List.of(attempts)))));
    }

    /** Ends the run of a claimed record; nothing more is planned for it. */
    Set<RecordId> complete(DlqRecord claimed, DlqStatus status) {
        return complete(claimed.summary()
                .withStatus(status)
                .withMetadata(claimed.metadata().withoutNextAttempt()));
    }

    Set<RecordId> postpone(DlqRecord claimed, Instant until) {
        return complete(claimed.summary()
                .withStatus(DlqStatus.PENDING)
                .withMetadata(claimed.metadata().withNextAttemptAt(until)));
    }

    /** What a person does. */
    RecordSummary change(RecordId id, DlqStatus status) {
        DlqRecord held = found(id);
        return value(storage.update(held.summary().withStatus(status), audited(held, "CHANGE")));
    }

    /** What a person does to have it run again. */
    RecordSummary changeToDue(RecordId id) {
        DlqRecord held = found(id);
        RecordSummary due = held.summary()
                .withStatus(DlqStatus.PENDING)
                .withMetadata(held.metadata().withNextAttemptAt(LONG_AGO));
        return value(storage.update(due, audited(held, "RETRY")));
    }
}
