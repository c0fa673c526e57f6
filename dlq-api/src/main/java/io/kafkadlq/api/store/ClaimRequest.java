package io.kafkadlq.api.store;

import java.util.Objects;

/**
 * A wish for due records.
 *
 * @param lease what holds them, renewed before
 * @param limit most records
 * @param maxBytes most bytes of keys, values and headers together; one record alone may be larger
 */
public record ClaimRequest(String channel, Lease lease, int limit, long maxBytes) {

    /** @throws IllegalArgumentException if nothing could be claimed */
    public ClaimRequest {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(lease, "lease");
        if (limit < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("Claiming " + limit + " records of " + maxBytes + " bytes");
        }
    }
}
