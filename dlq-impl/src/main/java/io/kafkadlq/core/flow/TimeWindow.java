package io.kafkadlq.core.flow;

import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Arrays;

/**
 * The calls of the last so long, in ten buckets of time: between nine and ten tenths of what was asked for. A good call has
 * the time at which the window was last looked at, which is a tenth of a second ago at most while somebody pulses.
 */
final class TimeWindow implements CallWindow {

    private static final int BUCKETS = 10;

    private final Duration length;
    private final NanoClock clock;
    private final long bucketNanos;
    private final long began;
    private final long[] good = new long[BUCKETS];
    private final long[] bad = new long[BUCKETS];
    // The latest bucket, counted from the beginning; the buckets' sums.
    private long latest;
    private long goodInside;
    private long badInside;
    // Of all time, when last looked at.
    private long goodSeen;

    TimeWindow(Duration length, NanoClock clock) {
        this.length = length;
        this.clock = clock;
        this.bucketNanos = length.toNanos() / BUCKETS;
        this.began = clock.nanos();
    }

    @Override
    public void bad(long goodOfAllTime) {
        upTo(goodOfAllTime);
        bad[place(latest)]++;
        badInside++;
    }

    @Override
    public void upTo(long goodOfAllTime) {
        long unseen = goodOfAllTime - goodSeen;
        goodSeen = goodOfAllTime;
        good[place(latest)] += unseen;
        goodInside += unseen;
        moveOnTo((clock.nanos() - began) / bucketNanos);
    }

    private void moveOnTo(long bucket) {
        for (long next = Math.max(latest + 1, bucket - BUCKETS + 1); next <= bucket; next++) {
            goodInside -= good[place(next)];
            badInside -= bad[place(next)];
            good[place(next)] = 0;
            bad[place(next)] = 0;
        }
        latest = bucket;
    }

    private static int place(long bucket) {
        return (int) (bucket % BUCKETS);
    }

    @Override
    public void clear(long goodOfAllTime) {
        goodSeen = goodOfAllTime;
        goodInside = 0;
        badInside = 0;
        Arrays.fill(good, 0);
        Arrays.fill(bad, 0);
    }

    @Override
    public long calls() {
        return goodInside + badInside;
    }

    @Override
    public long badCalls() {
        return badInside;
    }

    @Override
    public String words() {
        return calls() + " calls within " + length;
    }
}
