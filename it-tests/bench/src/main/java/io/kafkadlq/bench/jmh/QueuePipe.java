package io.kafkadlq.bench.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** A queue of the JDK, and a thread that waits for one letter and then takes all that are there with it. */
final class QueuePipe implements Pipe {

    private static final int MOST_AT_ONCE = 512;

    private final BlockingQueue<NumberedLetter> queue;
    private final Arrivals arrivals;
    private final Thread consumer;

    QueuePipe(BlockingQueue<NumberedLetter> queue, Arrivals arrivals) {
        this.queue = queue;
        this.arrivals = arrivals;
        this.consumer = new Thread(this::consume, "bench-queue");
        consumer.start();
    }

    private void consume() {
        List<NumberedLetter> batch = new ArrayList<>(MOST_AT_ONCE);
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, MOST_AT_ONCE - 1);
                batch.forEach(arrivals::arrived);
                batch.clear();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void put(NumberedLetter letter) throws InterruptedException {
        queue.put(letter);
    }

    @Override
    public void putAll(List<NumberedLetter> letters) throws InterruptedException {
        // Queues of the JDK know no publication of many at once.
        for (NumberedLetter letter : letters) {
            queue.put(letter);
        }
    }

    @Override
    public void close() {
        consumer.interrupt();
    }
}
