package io.kafkadlq.bench.volume;

/** Tells how a database goes about what it is asked. */
interface Plans extends AutoCloseable {

    /** The plans of what a piece of work asks by a storage that was opened after this. */
    String of(Runnable work);

    @Override
    void close();
}
