package io.kafkadlq.api.store;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What not every store can do. */
public enum StoreCapability {
    /** Finds records by their key. */
    KEY_SEARCH("find records by their key"),
    /** Finds records by the headers they are indexed by. */
    HEADER_SEARCH("find records by their headers"),
    /** Finds records by a part of their failure's message. */
    MESSAGE_SEARCH("find records by what their failure says"),
    /** Counts records in groups. */
    COUNTS("count records"),
    /** Hands out due records: it has a {@link DlqStorage#schedule}. */
    RETRIES("hand out due records"),
    /** Expires and purges: it has a {@link DlqStorage#retention}. */
    RETENTION("expire and purge records");

    private final String deed;

    StoreCapability(String deed) {
        this.deed = deed;
    }

    /**
     * The refusal of what needs more than there is, a failure that is not retryable; empty if nothing is missing.
     *
     * @return its cause is an {@link UnsupportedOperationException} whose message names what is missing
     */
    public static <T> Optional<StorageResult<T>> refusal(Set<StoreCapability> needed, Set<StoreCapability> there) {
        var missing = EnumSet.noneOf(StoreCapability.class);
        missing.addAll(needed);
        missing.removeAll(there);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String deeds = missing.stream()
                .map(capability -> capability.deed + " (" + capability + ")")
                .collect(Collectors.joining(", nor "));
        return Optional.of(StorageResult.rejected(
                new UnsupportedOperationException("This store cannot " + deeds + "; ask without it")));
    }
}
