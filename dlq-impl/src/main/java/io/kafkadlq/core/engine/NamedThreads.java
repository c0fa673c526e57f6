package io.kafkadlq.core.engine;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives the threads of another factory, often the container's, names that tell an operator what they do. */
public final class NamedThreads implements ThreadFactory {

    private final ThreadFactory threads;
    private final String prefix;
    private final AtomicInteger made = new AtomicInteger();

    public NamedThreads(ThreadFactory threads, String prefix) {
        this.threads = threads;
        this.prefix = prefix;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = threads.newThread(task);
        thread.setName(prefix + "-" + made.incrementAndGet());
        return thread;
    }
}
