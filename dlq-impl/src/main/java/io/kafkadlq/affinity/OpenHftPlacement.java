package io.kafkadlq.affinity;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.spi.ThreadPlacement;

/**
 * Gives each thread a core of its own, as long as there are any that the OpenHFT affinity library may reserve: those that
 * the operating system was told to keep free, else all but the first. Thread-safe.
 *
 * <p>The library is optional, and without it this class is found nevertheless; so nothing here may name a class of it.
 */
public final class OpenHftPlacement implements ThreadPlacement {

    @Override
    public String name() {
        return "openhft";
    }

    @Override
    public Placed place() {
        try {
            return ReservedCore.acquire();
        } catch (LinkageError absent) {
            throw new DlqException(
                    "Cannot bind " + Thread.currentThread().getName()
                            + " to a core: add net.openhft:affinity and what it depends on to the class path, or set"
                            + " processing.thread-placement to none",
                    absent);
        }
    }
}
