package io.kafkadlq.api.model;

/**
 * What this instance has made of a channel's retries since it started; counters only grow.
 *
 * @param claimed records claimed from the store
 * @param succeeded retries after which the handler was done with the record
 * @param postponed retries that failed and are followed by another
 * @param givenUp retries that failed and are not
 * @param givenBack records given back untried, because the engine stopped or their lease was over
 * @param lost records that others may have retried too, as the lease lapsed before the result was noted
 */
public record RetryStatistics(long claimed, long succeeded, long postponed, long givenUp, long givenBack, long lost) {

    /** Of a channel whose dead letters are not retried here. */
    public static final RetryStatistics NONE = new RetryStatistics(0, 0, 0, 0, 0, 0);
}
