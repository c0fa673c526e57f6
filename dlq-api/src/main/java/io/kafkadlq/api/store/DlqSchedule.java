package io.kafkadlq.api.store;

import io.kafkadlq.api.model.RecordId;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Which records are due, and who has them: the part of a storage by which any number of instances share the retries of a
 * channel, each record at one of them at a time and each {@linkplain io.kafkadlq.api.model.Sequence sequence} in order.
 * Thread-safe.
 *
 * <p>A record to be retried is saved, and put back to PENDING, with the time of its next attempt, also if it has to wait for
 * another of its sequence: the claim that finds it waiting parks it, by taking that time away, and whoever moves the other
 * out of its way makes it due. So a PENDING record of a sequence without a next attempt is one that waits for its turn.
 *
 * <p>Time is the store's own, so that clocks of instances which differ do no harm.
 */
public interface DlqSchedule {

    /**
     * The store's time as far as it is known here: never behind it, and ahead by a round trip at most. What is due at an
     * instant of this clock is never claimed earlier.
     */
    Clock clock();

    /** Which sequences are blocked. */
    DlqSequences sequences();

    /** Makes the lease last from now on; the first time it is made. */
    CompletionStage<StorageResult<Lease>> renew(Lease lease);

    /**
     * Gives back what lapsed leases hold: RETRYING becomes PENDING, due as it was. Any instance may do it for all.
     *
     * @return how many records, at most {@code limit}
     */
    CompletionStage<StorageResult<Integer>> recover(int limit);

    /**
     * Claims PENDING records of a channel that are due and wait for none of their sequence, and with them those that follow
     * directly in it, if they are due or only waited for their turn. No record is claimed by two, and of a sequence none
     * while another claim holds some of it. If the lease has lapsed, or was never made, nothing is claimed, and the call is
     * refused (a failure that is not retryable): go on with a lease of a new holder.
     */
    CompletionStage<StorageResult<Claimed>> claim(ClaimRequest request);

    /**
     * Notes what became of claimed records, all of it or nothing, and makes the next of each sequence due whose turn has
     * come. A record whose version is not that of its claim, as its lease lapsed meanwhile, is left alone. So it may be
     * noted again if the answer was lost. A record that is put back to PENDING without a next attempt is due when its turn
     * in its sequence has come, and never if it is in none.
     *
     * @return those left alone
     */
    CompletionStage<StorageResult<Set<RecordId>>> complete(List<RunResult> results);
}
