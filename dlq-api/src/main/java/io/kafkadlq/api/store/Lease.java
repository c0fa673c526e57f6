package io.kafkadlq.api.store;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * An instance's hold on the records it has claimed, until it lapses by the store's clock. One heartbeat renews it for all
 * of them; what a lapsed lease held is given back to whoever is next.
 *
 * @param holder who holds; never used again once it may have lapsed
 * @param node the instance, for people
 * @param lasts how long from each renewal on
 */
public record Lease(UUID holder, String node, Duration lasts) {

    /** @throws IllegalArgumentException if it does not last */
    public Lease {
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(node, "node");
        if (lasts.isNegative() || lasts.isZero()) {
            throw new IllegalArgumentException("A lease has to last, this one would for " + lasts);
        }
    }
}
