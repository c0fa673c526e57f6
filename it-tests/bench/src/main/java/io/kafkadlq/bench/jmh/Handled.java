package io.kafkadlq.bench.jmh;

import io.kafkadlq.bench.harness.OrderBook;
import io.kafkadlq.bench.line.Line;
import io.kafkadlq.bench.line.Pool;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The handler at the end of a line: waits as long as it is told, and keeps the book of each key's order.
 *
 * <p>Threading: {@link #take} by workers; all else by the benchmark's thread, between bursts.
 */
final class Handled implements Line.End {

    private final Pool pool;
    private final long waitNanos;
    private final OrderBook book;
    private final LongAdder count = new LongAdder();
    // Handed to the workers with the first record of the burst, by the line.
    private int numberOfFirst;
    private long violationsBefore;

    Handled(Pool pool, int keys, long waitNanos) {
        this.pool = pool;
        this.waitNanos = waitNanos;
        this.book = new OrderBook(keys);
    }

    /** Records come again, with numbers that go on. */
    void newBurst() {
        numberOfFirst += pool.size();
        violationsBefore = book.violations();
        count.reset();
    }

    @Override
    public void take(int index) {
        int key = pool.key(index);
        int number = numberOfFirst + index;
        book.begins(key, number);
        if (waitNanos > 0) {
            await();
        }
        book.ends(key, number);
        count.increment();
    }

    private void await() {
        long end = System.nanoTime() + waitNanos;
        for (long left = waitNanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Of this burst. */
    long count() {
        return count.sum();
    }

    /** Of this burst. */
    long violations() {
        return book.violations() - violationsBefore;
    }
}
