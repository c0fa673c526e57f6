package io.kafkadlq.bench.jmh;

import java.util.List;

/** Takes letters from one thread to {@link Arrivals} on another. */
interface Pipe extends AutoCloseable {

    /** Hands one in; waits while the pipe is full. */
    void put(NumberedLetter letter) throws InterruptedException;

    /** Hands all of them in, by one publication where the pipe can do that. */
    void putAll(List<NumberedLetter> letters) throws InterruptedException;

    @Override
    void close();
}
