package io.kafkadlq.api.store;

import java.util.List;

/**
 * How many records there are of each kind.
 *
 * @param more whether there are further groups than were asked for
 */
public record Counts(List<Group> groups, boolean more) {

    /**
     * Records that have something in common.
     *
     * @param key what, as {@link CountBy} says
     */
    public record Group(List<String> key, long records) {

        public Group {
            key = List.copyOf(key);
        }
    }

    public Counts {
        groups = List.copyOf(groups);
    }

    /** The first groups of those that were found, which are one more than the limit if there are so many. */
    public static Counts of(List<Group> found, int limit) {
        return found.size() > limit ? new Counts(found.subList(0, limit), true) : new Counts(found, false);
    }
}
