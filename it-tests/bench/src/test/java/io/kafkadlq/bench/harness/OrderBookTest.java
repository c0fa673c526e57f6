package io.kafkadlq.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrderBookTest {

    private final OrderBook book = new OrderBook(2);

    @Test
    void acceptsOneAfterAnotherInOrder() {
        handle(0, 3);
        handle(0, 7);
        handle(0, 8);

        assertThat(book.violations()).isZero();
    }

    @Test
    void letsKeysOvertakeEachOther() {
        handle(0, 9);
        handle(1, 4);

        assertThat(book.violations()).isZero();
    }

    @Test
    void countsWhatComesAfterALaterOne() {
        handle(0, 7);
        handle(0, 3);

        assertThat(book.violations()).isEqualTo(1);
    }

    @Test
    void countsWhatBeginsBeforeTheEarlierHasEnded() {
        book.begins(0, 3);
        book.begins(0, 7);
        book.ends(0, 3);
        book.ends(0, 7);
        handle(0, 8);

        assertThat(book.violations()).isEqualTo(1);
    }

    @Test
    void seesThoseWhoComeAtTheSameTime() throws InterruptedException {
        var bothIn = new CountDownLatch(2);
        Runnable handler = () -> {
            book.begins(0, (int) Thread.currentThread().getId());
            bothIn.countDown();
        };
        var one = new Thread(handler);
        var other = new Thread(handler);

        one.start();
        other.start();

        assertThat(bothIn.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(book.violations()).isEqualTo(1);
    }

    private void handle(int key, int number) {
        book.begins(key, number);
        book.ends(key, number);
    }
}
