package io.kafkadlq.api.store;

/** How often: both ends belong to it. */
public record IntRange(int min, int max) {

    /** Any number of times. */
    public static final IntRange ANY = new IntRange(0, Integer.MAX_VALUE);

    /** @throws IllegalArgumentException if no number lies between */
    public IntRange {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException(
                    "at least " + min + " and at most " + max + ": allowed are 0 or more, the lesser first");
        }
    }

    public boolean contains(int number) {
        return min <= number && number <= max;
    }
}
