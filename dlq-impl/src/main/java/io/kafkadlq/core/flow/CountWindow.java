package io.kafkadlq.core.flow;

import java.util.Arrays;

/**
 * The last so many calls. Kept is where the bad ones stand among all, in buckets: of one call each up to a thousand calls,
 * so that it is exact; beyond that of a thousandth of the window, which then is up to two buckets longer than asked for.
 */
final class CountWindow implements CallWindow {

    private static final int MOST_EXACT = 1000;

    private final int bucketCalls;
    private final int[] bad;
    // Of all time until the window began.
    private long goodBefore;
    // Since the window began.
    private long badSince;
    private long entered;
    // The latest bucket, counted from the window's beginning; the buckets' sum.
    private long latest = -1;
    private long badInside;

    CountWindow(int calls) {
        this.bucketCalls = (calls + MOST_EXACT - 1) / MOST_EXACT;
        this.bad = new int[bucketCalls == 1 ? calls : calls / bucketCalls + 2];
    }

    @Override
    public void bad(long good) {
        badSince++;
        upTo(good);
        bad[place(latest)]++;
        badInside++;
    }

    @Override
    public void upTo(long good) {
        entered = good - goodBefore + badSince;
        if (entered > 0) {
            moveOnTo((entered - 1) / bucketCalls);
        }
    }

    private void moveOnTo(long bucket) {
        for (long next = Math.max(latest + 1, bucket - bad.length + 1); next <= bucket; next++) {
            badInside -= bad[place(next)];
            bad[place(next)] = 0;
        }
        latest = bucket;
    }

    private int place(long bucket) {
        return (int) (bucket % bad.length);
    }

    @Override
    public void clear(long good) {
        goodBefore = good;
        badSince = 0;
        entered = 0;
        latest = -1;
        badInside = 0;
        Arrays.fill(bad, 0);
    }

    @Override
    public long calls() {
        long inLatest = entered - latest * bucketCalls;
        return Math.min(entered, (bad.length - 1L) * bucketCalls + inLatest);
    }

    @Override
    public long badCalls() {
        return badInside;
    }

    @Override
    public String words() {
        return "the last " + calls() + " calls";
    }
}
