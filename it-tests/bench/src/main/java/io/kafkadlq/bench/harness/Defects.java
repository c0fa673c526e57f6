package io.kafkadlq.bench.harness;

/** What went wrong with records in one run or in many; {@link #NOT_CHECKED} where a suite does not look. */
public record Defects(long orderViolations, long lost, long duplicated) {

    public static final long NOT_CHECKED = -1;

    /** Whose order is not looked at. */
    public static Defects of(long lost, long duplicated) {
        return new Defects(NOT_CHECKED, lost, duplicated);
    }

    Defects plus(Defects other) {
        return new Defects(
                sum(orderViolations, other.orderViolations), sum(lost, other.lost), sum(duplicated, other.duplicated));
    }

    private static long sum(long one, long other) {
        return one == NOT_CHECKED || other == NOT_CHECKED ? NOT_CHECKED : one + other;
    }
}
