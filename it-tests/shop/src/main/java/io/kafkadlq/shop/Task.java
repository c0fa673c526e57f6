package io.kafkadlq.shop;

/** Something that runs on a thread of its own until it is closed; closing does not wait. */
interface Task extends Runnable, AutoCloseable {

    @Override
    void close();
}
